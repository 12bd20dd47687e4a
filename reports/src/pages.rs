//! The pages of the board pack: what each takes from the audit, and the sentence it opens with.
//!
//! Pages are plain values that the templates in `templates/` lay out. They hold text that is ready to print, so that a template
//! neither counts nor rounds.

mod ahead;
mod decisions;
mod do_nothing;
mod findings;
mod headline;
pub(crate) mod known;
pub(crate) mod method;
mod money;
pub(crate) mod names;
pub(crate) mod point;
pub(crate) mod renewal;
mod suppliers;
mod system;
mod systems;
pub(crate) mod table;
mod waste;
mod worklist;

pub(crate) use headline::headline;

use crate::Theme;
use crate::charts::Chart;
use crate::paint::fonts;
use crate::words;
use audit::Audit;
use serde::Serialize;

/// Everything that the templates read.
#[derive(Debug, Serialize)]
pub(crate) struct Paper {
    /// Title of the document.
    title: String,
    /// The one family that it is set in.
    font: &'static str,
    accent: String,
    /// Words at the head and foot of every page.
    marking: Option<String>,
    logo: Option<Mark>,
    bodies: String,
    as_of: String,
    period: String,
    foot: String,
    pages: Vec<Page>,
}

/// The logo as the first page places it.
#[derive(Debug, Serialize)]
struct Mark {
    file: &'static str,
    alt: String,
}

/// One section.
#[derive(Debug, Serialize)]
#[serde(tag = "page", rename_all = "kebab-case")]
enum Page {
    Point(point::Point),
    Known(known::Known),
    Money(money::MoneyPages),
    Systems(systems::SystemsPages),
    System(system::SystemPage),
    Waste(waste::WastePages),
    DoNothing(do_nothing::DoNothingPages),
    Decisions(decisions::DecisionPages),
    Ahead(ahead::AheadPages),
    Supplier(suppliers::SupplierPage),
    Worklist(worklist::WorklistPages),
    Findings(findings::FindingPages),
    Method(method::Method),
}

/// A chart as a template places it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Picture {
    file: String,
    alt: String,
    width_mm: f64,
    height_mm: f64,
}

/// Where the file of a chart lies for the templates.
pub(crate) fn chart_file(name: &str) -> String {
    format!("/charts/{name}.svg")
}

/// All pages that this audit has something to say on.
pub(crate) fn paper(audit: &Audit, charts: &[Chart], theme: &Theme) -> Paper {
    let picture = |name: &str| {
        charts.iter().find(|chart| chart.name == name).map(|chart| Picture {
            file: chart_file(chart.name),
            alt: chart.alt.clone(),
            width_mm: chart.width_mm,
            height_mm: chart.height_mm,
        })
    };
    let mut pages = vec![Page::Point(point::page(audit, picture("legacy-by-verdict")))];
    pages.extend(known::page(audit, picture("completeness")).map(Page::Known));
    pages.extend(money::page(audit, picture).map(Page::Money));
    pages.extend(systems::page(audit, picture).map(Page::Systems));
    pages.extend(system::pages(audit).into_iter().map(Page::System));
    pages.extend(decisions::page(audit, picture("decisions-due")).map(Page::Decisions));
    pages.extend(ahead::page(audit, picture).map(Page::Ahead));
    pages.extend(suppliers::pages(audit).into_iter().map(Page::Supplier));
    pages.extend(waste::page(audit, picture("waste-by-kind")).map(Page::Waste));
    pages.extend(do_nothing::page(audit, picture("do-nothing")).map(Page::DoNothing));
    pages.extend(worklist::page(audit).map(Page::Worklist));
    pages.extend(findings::page(audit).map(Page::Findings));
    pages.push(Page::Method(method::page(audit, picture("money-receipt"))));
    let bodies = names::bodies(audit, 4);
    let as_of = words::day(&audit.as_of);
    let of = |bodies: &str| if bodies.is_empty() { String::new() } else { format!("{bodies} · ") };
    Paper {
        title: format!("Legacy ICT cost audit: {}{as_of}", of(&bodies).replace(" · ", ", ")),
        font: fonts::FAMILY,
        accent: theme.accent().to_owned(),
        marking: theme.marking().map(str::to_owned),
        logo: theme.logo().map(|(logo, file)| Mark { file, alt: logo.says.clone() }),
        foot: format!("{}as of {as_of} · {}", of(&table::text(&names::bodies(audit, 2), 70)), period(audit)),
        bodies,
        as_of,
        period: period(audit),
        pages,
    }
}

pub(crate) fn period(audit: &Audit) -> String {
    match audit.period.kind.as_str() {
        "rate" => format!("year at the rate of {}", words::day(&audit.as_of)),
        _ => table::text(&audit.period.label, 60),
    }
}
