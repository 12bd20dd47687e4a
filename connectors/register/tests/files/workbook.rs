//! Workbooks put together by hand, as small as a reader accepts them.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of these members.
pub(crate) fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell of a sheet.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Words(&'static str),
    /// A number as it stands in the file.
    Number(&'static str),
    /// A day that the sheet counts and shows as a date.
    Day(u32),
    Error(&'static str),
    Nothing,
}

/// A sheet: its name, its rows, its merged cells (`A2:A3`).
pub(crate) type Sheet<'s> = (&'s str, Vec<Vec<Cell>>, &'s [&'s str]);

/// An XLSX file of these sheets.
pub(crate) fn xlsx(sheets: &[Sheet<'_>]) -> Vec<u8> {
    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let mut members: Vec<(String, String)> = vec![];
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (name, rows, merged)) in (1..).zip(sheets) {
        list.push_str(&format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#));
        relations.push_str(&format!(
            r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        ));
        members.push((format!("xl/worksheets/sheet{number}.xml"), sheet(HEAD, MAIN, rows, merged)));
    }
    let types = sheets.iter().zip(1..).map(|(_, number)| format!(r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#)).collect::<String>();
    relations.push_str(&format!(r#"<Relationship Id="rIdStyles" Type="{OFFICE}/styles" Target="styles.xml"/>"#));
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!(
                r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        ("xl/workbook.xml", format!(r#"{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{list}</sheets></workbook>"#)),
        (
            "xl/_rels/workbook.xml.rels",
            format!(r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>"#),
        ),
        // The second format is a date.
        (
            "xl/styles.xml",
            format!(
                r#"{HEAD}<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#
            ),
        ),
    ] {
        members.push((name.to_owned(), text));
    }
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&members)
}

fn sheet(head: &str, main: &str, rows: &[Vec<Cell>], merged: &[&str]) -> String {
    let mut data = String::new();
    for (line, row) in (1..).zip(rows) {
        data.push_str(&format!(r#"<row r="{line}">"#));
        for (letter, cell) in ('A'..).zip(row) {
            let at = format!(r#"r="{letter}{line}""#);
            data.push_str(&match cell {
                Cell::Words(text) => format!(r#"<c {at} t="inlineStr"><is><t>{text}</t></is></c>"#),
                Cell::Number(number) => format!("<c {at}><v>{number}</v></c>"),
                Cell::Day(day) => format!(r#"<c {at} s="1"><v>{day}</v></c>"#),
                Cell::Error(error) => format!(r#"<c {at} t="e"><v>{error}</v></c>"#),
                Cell::Nothing => String::new(),
            });
        }
        data.push_str("</row>");
    }
    let merged: String = merged.iter().map(|region| format!(r#"<mergeCell ref="{region}"/>"#)).collect();
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!("{head}<worksheet {main}><sheetData>{data}</sheetData>{merged}</worksheet>")
}

/// An ODS file of one sheet, whose rows are given as they stand in it.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}
