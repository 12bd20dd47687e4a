//! The pack as one page to open from disk: the same figures as the board pack, with tables to sort, filter and search, and every record
//! under a figure, a system, a supplier or a contract.
//!
//! It needs no network and works in part without scripts. Text from data stands in it as text alone: the markup is spelled here, the script
//! sets text and never markup, and the policy of the page forbids the rest.

mod ahead;
mod known;
mod links;
mod markup;
mod money;
mod policy;
#[cfg(test)]
mod proof;
mod records;
mod sections;
mod systems;
mod table;
mod to_act_on;

use crate::charts::Chart;
use crate::pages::{self, names, point};
use crate::paint::fonts::Weight;
use crate::paint::web_fonts;
use crate::workbook::Sheet;
use crate::{Error, Theme, words};
use audit::{Audit, Figure};
use base64::prelude::{BASE64_STANDARD, Engine};
use links::{Links, Titles};
use markup::text;
use sections::Section;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = include_str!("../templates/report/report.css");
const SCRIPT: &str = include_str!("../templates/report/report.js");

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    titles: Titles,
    figures: BTreeMap<&'a str, FigureData>,
    tables: Vec<table::Data<'a>>,
}

/// A figure and the cost lines it is made of.
#[derive(Serialize)]
struct FigureData {
    label: String,
    value: String,
    definition: String,
    note: Option<String>,
    /// A line belongs if, for every column here, it holds one of the values; null for what is no sum of lines.
    lines: Option<BTreeMap<String, Vec<String>>>,
    count: Option<u64>,
}

/// `report.html` of an audit in a brand, with these charts, and these sheets for the records under its figures. The same audit, charts and
/// rows give the same bytes.
///
/// # Errors
/// [`Error::Report`] if the data cannot be written, which no name, amount or number of rows should cause.
pub fn report(audit: &Audit, charts: &[Chart], theme: &Theme, sheets: &mut [Sheet<'_>]) -> Result<Vec<u8>, Error> {
    let links = Links::of(audit);
    let records = sheets.iter_mut().filter_map(|sheet| records::table(sheet, &links, &audit.currency)).collect();
    let sections = sections::all(audit, charts, &links, records);
    let figures = audit.figures.iter().map(|figure| (figure.id.as_str(), figure_data(audit, figure))).collect();
    let tables = sections.iter().flat_map(|section| &section.tables).map(table::Table::data).collect();
    let data = markup::json(&Data { titles: links.titles(), figures, tables })
        .map_err(|wrong| Error::Report { problem: wrong.to_string() })?;
    let style = style(theme);
    let body = body(audit, charts, theme, &sections);
    let title = text(&title(audit));
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        policy::policy(&style, SCRIPT)
    )
    .into_bytes())
}

fn figure_data(audit: &Audit, figure: &Figure) -> FigureData {
    let cleaned = |ids: &Vec<String>| ids.iter().map(|id| markup::clean(id)).collect();
    FigureData {
        label: markup::clean(&figure.label),
        value: pages::method::value(figure, &audit.currency),
        definition: markup::clean(&figure.definition),
        note: figure.note.as_deref().map(markup::clean),
        lines: figure
            .lines
            .as_ref()
            .map(|lines| lines.filter.iter().map(|(name, ids)| (name.clone(), cleaned(ids))).collect()),
        count: figure.lines.as_ref().map(|lines| lines.count),
    }
}

fn title(audit: &Audit) -> String {
    let bodies = names::bodies(audit, 4);
    let of = if bodies.is_empty() { bodies } else { format!("{bodies}, ") };
    format!("Legacy ICT cost audit: {of}{}", words::day(&audit.as_of))
}

/// The faces, the colour of the brand, and the rules of the page: one text, so that one hash names it.
fn style(theme: &Theme) -> String {
    let faces = web_fonts::style_sheet([Weight::Regular, Weight::SemiBold]);
    format!("{faces}\n:root{{--brand:{}}}\n{STYLE}", theme.accent())
}

fn body(audit: &Audit, charts: &[Chart], theme: &Theme, sections: &[Section]) -> String {
    let marking =
        theme.marking().map_or_else(String::new, |words| format!("<p class=\"marking\">{}</p>\n", text(words)));
    let logo = theme.logo().map_or_else(String::new, |(logo, _)| {
        let kind = if logo.picture.starts_with(b"\x89PNG") { "png" } else { "svg+xml" };
        let picture = BASE64_STANDARD.encode(&logo.picture);
        format!("<img class=\"logo\" alt=\"{}\" src=\"data:image/{kind};base64,{picture}\">\n", text(&logo.says))
    });
    let bodies = names::bodies(audit, 4);
    let about = [bodies, format!("as of {}", words::day(&audit.as_of)), pages::period(audit)];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = format!(
        "<a class=\"skip\" href=\"#point\">Skip to the point</a>\n{marking}<header>\n{logo}<p class=\"about\">Legacy ICT cost audit: {}</p>\n\
         <div class=\"find\" id=\"find\"></div>\n</header>\n<nav aria-label=\"Sections\"><ul>\n",
        text(&about.join(" · "))
    );
    out.push_str("<li><a href=\"#point\">The point</a></li>\n");
    // Writing to a string cannot fail.
    for section in sections {
        let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", section.id, text(section.heading));
    }
    out.push_str("</ul></nav>\n<main>\n<div id=\"report\">\n");
    out.push_str(&first(audit, charts));
    for section in sections {
        out.push_str(&section.markup());
    }
    let _ = write!(out, "</div>\n<div id=\"view\" hidden></div>\n</main>\n<footer>{marking}</footer>\n");
    out
}

/// The point: headline, figures with their definitions, decisions, what is not known.
fn first(audit: &Audit, charts: &[Chart]) -> String {
    let point = point::page(audit, None);
    let mut out = format!("<section id=\"point\" tabindex=\"-1\">\n<h1>{}</h1>\n", text(&point.headline));
    for line in &point.lead {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", text(line));
    }
    out.push_str("<ul class=\"figures\">\n");
    for figure in &point.figures {
        let beside = if figure.beside.is_empty() {
            String::new()
        } else {
            format!("<p class=\"beside\">{}</p>", text(&figure.beside))
        };
        let _ = writeln!(
            out,
            "<li><h2>{}</h2><p class=\"value\">{}</p>{beside}<p class=\"definition\">{}</p><p class=\"drill\" data-figure=\"{}\"></p></li>",
            text(&figure.label),
            text(&figure.value),
            text(&figure.definition),
            text(&figure.id)
        );
    }
    let _ = writeln!(
        out,
        "</ul>\n<div class=\"abreast\">\n<div>\n<h2>{}</h2>\n<ol class=\"decisions\">",
        text(&point.decisions_say)
    );
    for decision in &point.decisions {
        let _ = writeln!(
            out,
            "<li><p><strong>{}</strong> {}</p><p class=\"note\">{}</p><p>{}: {} locked in</p></li>",
            text(&decision.on),
            text(&decision.what),
            text(&decision.parties),
            text(&words::sentence(&decision.otherwise)),
            text(&decision.locked_in)
        );
    }
    out.push_str("</ol>\n</div>\n<div>\n<h2>What is not known</h2>\n<ul>\n");
    if point.unknowns.is_empty() {
        out.push_str("<li>Nothing that would change these figures is known to be missing.</li>\n");
    }
    for unknown in &point.unknowns {
        let _ = writeln!(out, "<li>{}</li>", text(unknown));
    }
    out.push_str("</ul>\n</div>\n</div>\n");
    out.push_str(&sections::side_by_side(&sections::pictures("point", charts)));
    out.push_str("</section>\n");
    out
}
