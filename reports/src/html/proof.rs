//! Reads the page back: what it prints, what it holds as data, and that text from data is never markup.

use super::{SCRIPT, report};
use crate::workbook::{Cell, Sheet};
use crate::{Size, Theme, charts, pages, sample};
use audit::Audit;
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

fn page(audit: &Audit, names: &[&str]) -> String {
    let mut rows = names.iter().map(|name| {
        let text = || Cell::Text((*name).to_owned());
        vec![text(), Cell::Pence(1_234), text(), text(), text(), Cell::Text("run".to_owned())]
    });
    let header = ["id", "amount", "supplier", "contract", "service", "flow"];
    let mut sheets = [Sheet { name: "cost_lines", header: &header, rows: &mut rows }];
    let bytes = report(audit, &charts(audit, Size::A4).unwrap(), &Theme::default(), &mut sheets).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap();
    rest.split_once(to).unwrap().0
}

/// What of a page is neither its own style nor its own script.
fn markup(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, tail) = rest.split_once("<script>").unwrap();
    assert!(tail.starts_with(SCRIPT));
    format!("{head}{body}{}", &tail[SCRIPT.len()..])
}

#[test]
fn no_text_from_data_becomes_markup() {
    let audit = sample::hostile();
    let page = page(&audit, &sample::HOSTILE);
    let markup = markup(&page);
    let tags: std::collections::BTreeSet<&str> = markup
        .match_indices('<')
        .map(|(at, _)| {
            let name = &markup[at + 1..];
            let end = name.find(|next: char| !next.is_ascii_alphanumeric() && next != '/' && next != '!').unwrap();
            name[..end].trim_start_matches('/')
        })
        .collect();
    let ours = [
        "!DOCTYPE", "a", "body", "caption", "circle", "desc", "div", "footer", "h1", "h2", "head", "header", "html",
        "li", "main", "meta", "nav", "ol", "p", "path", "rect", "script", "section", "strong", "svg", "table", "tbody",
        "td", "text", "tfoot", "th", "thead", "title", "tr", "ul",
    ];
    for tag in &tags {
        assert!(ours.contains(tag), "<{tag}");
    }
    assert_eq!(markup.matches("<script").count(), 1, "the data; the script itself is cut away");
    assert!(!markup.contains("alert(1)</script>") && markup.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(
        markup.contains("نظام إدارة المرضى") && markup.contains("医院"),
        "what the fonts of paper lack stands here"
    );
    assert!(!markup.contains(['\0', '\u{1}', '\u{b}', '\u{fffe}']));
    assert!(!markup.contains(" style=") && !markup.contains(" onload=\""), "the policy would refuse them");
}

#[test]
fn data_are_json_that_no_text_ends() {
    let audit = sample::hostile();
    let page = page(&audit, &sample::HOSTILE);
    let data = between(&page, "<script type=\"application/json\" id=\"data\">", "</script>");
    assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let tables = data["tables"].as_array().unwrap();
    let lines = tables.iter().find(|table| table["id"] == "cost-lines").unwrap();
    assert_eq!(lines["rows"], sample::HOSTILE.len());
    assert!(lines["values"][0].as_array().unwrap().iter().any(|id| id == sample::HOSTILE[1]));
    for table in tables {
        let columns = table["columns"].as_array().unwrap().len();
        for part in ["values", "at"] {
            assert_eq!(table[part].as_array().unwrap().len(), columns, "{}", table["id"]);
        }
        let total = table["total"].as_array();
        assert!(total.is_none_or(|total| total.len() == columns), "{}", table["id"]);
    }
}

#[test]
fn every_figure_is_said_as_in_the_board_pack() {
    let audit = sample::county();
    let page = page(&audit, &["l1"]);
    let point = pages::point::page(&audit, None);
    assert!(page.contains(&format!("<h1>{}</h1>", point.headline)));
    assert_eq!(point.figures.len(), 5);
    for figure in &point.figures {
        let said = format!("<li><h2>{}</h2><p class=\"value\">{}</p>", figure.label, figure.value);
        assert!(page.contains(&said), "{said}");
    }
    let data: serde_json::Value =
        serde_json::from_str(between(&page, "<script type=\"application/json\" id=\"data\">", "</script>")).unwrap();
    for figure in &audit.figures {
        let value = pages::method::value(figure, &audit.currency);
        assert_eq!(data["figures"][&figure.id]["value"], value);
        assert!(between(&page, "id=\"table-figures\"", "</table>").contains(&value) || audit.figures.len() > 12);
    }
}

#[test]
fn the_policy_names_the_style_and_the_script_by_their_hashes() {
    let page = page(&sample::county(), &["l1"]);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    assert!(policy.starts_with("default-src 'none';"));
    assert!(policy.contains(&format!("script-src {};", hash(between(&page, "<script>", "</script>")))));
    assert!(policy.contains(&format!("style-src {};", hash(between(&page, "<style>", "</style>")))));
    assert_eq!(page.matches("<style>").count(), 1);
    assert!(!policy.contains("unsafe") && !policy.contains("http"));
}

#[test]
fn the_script_makes_no_markup_and_asks_for_nothing() {
    for word in
        ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch(", "XMLHttp", "import(", "http"]
    {
        assert!(!SCRIPT.contains(word), "{word}");
    }
}

#[test]
fn every_chart_and_every_sample_has_its_page_and_the_same_bytes_twice() {
    for audit in
        [sample::county(), sample::empty(), sample::without_cost(), sample::one_asset(), sample::only_unknown()]
    {
        let drawn = charts(&audit, Size::A4).unwrap();
        let once = page(&audit, &["l1", "l2"]);
        assert_eq!(once.matches("<svg").count(), drawn.len());
        for chart in drawn {
            assert!(once.contains(&format!("<title id=\"{}-title\">", chart.name)), "{}", chart.name);
        }
        assert!(once == page(&audit, &["l1", "l2"]));
    }
}
