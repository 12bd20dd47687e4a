//! `oldiron why`: any figure, asset, contract, service, supplier, finding or cost line back to the records behind it, with amounts at
//! every step that add up.

mod tree;

use crate::arguments::{TreeFormat, Why};
use crate::failure::{DONE, Failure, on};
use crate::show::money;
use crate::{tables, talk};
use ::audit::Audit;
use estate::tables::{Asset, AssetVerdict, Contract, CostLine, CrossCheck, Payment};
use estate::{Record, Table};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tree::Node;

pub(super) fn run(why: &Why) -> Result<ExitCode, Failure> {
    let pack = why.pack.clone().map_or_else(newest_pack, Ok)?;
    let pack = Pack::read(&pack)?;
    let node = pack.explain(&why.subject)?.cut(why.most);
    match why.format {
        TreeFormat::Json => talk::data(&format!("{}\n", serde_json::to_string_pretty(&node).map_err(Failure::bug)?)),
        TreeFormat::Tree => talk::data(&node.text(&pack.audit.currency)),
    }
    Ok(DONE)
}

/// The newest pack in this folder, by the date in its name.
fn newest_pack() -> Result<PathBuf, Failure> {
    let here = Path::new(".");
    let mut packs: Vec<PathBuf> = fs::read_dir(here)
        .map_err(on(here))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("oldiron-")))
        .filter(|path| path.join("audit.json").is_file())
        .collect();
    packs.sort();
    packs.pop().ok_or_else(|| {
        Failure::usage("no pack stands in this folder. hint: name one with --pack, or make one with `oldiron audit`")
    })
}

/// What a pack holds that explains its figures.
struct Pack {
    audit: Audit,
    lines: Vec<CostLine>,
    cross_checks: Vec<CrossCheck>,
    verdicts: Vec<AssetVerdict>,
    assets: Vec<Asset>,
    contracts: Vec<Contract>,
    tables: PathBuf,
}

impl Pack {
    fn read(dir: &Path) -> Result<Pack, Failure> {
        let path = dir.join("audit.json");
        let text = fs::read(&path).map_err(on(&path))?;
        let audit: Audit = serde_json::from_slice(&text).map_err(|error| {
            Failure::usage(format!("{}: {error}. hint: make the pack again with `oldiron audit`", path.display()))
        })?;
        let tables = dir.join("tables");
        let held = |table: Table| tables.join(format!("{table}.csv")).is_file();
        Ok(Pack {
            audit,
            lines: tables::read(&tables)?,
            cross_checks: tables::read(&tables)?,
            verdicts: tables::read(&tables)?,
            assets: if held(Table::Assets) { tables::read(&tables)? } else { Vec::new() },
            contracts: if held(Table::Contracts) { tables::read(&tables)? } else { Vec::new() },
            tables,
        })
    }

    fn explain(&self, subject: &str) -> Result<Node, Failure> {
        let found = self
            .figure(subject)
            .or_else(|| self.lines.iter().find(|line| line.id == subject).map(Pack::line))
            .or_else(|| self.finding(subject))
            .or_else(|| self.contract(subject))
            .or_else(|| self.asset(subject))
            .or_else(|| self.payer_or_paid(subject))
            .or_else(|| self.payment(subject));
        found.ok_or_else(|| {
            let figures: Vec<&str> = self.audit.figures.iter().map(|figure| figure.id.as_str()).collect();
            Failure::usage(format!(
                "`{subject}` is no figure, cost line, finding, contract, asset, service, supplier, body or payment of this pack. hint: figures are {}; ids are those of the tables",
                figures.join(", ")
            ))
        })
    }

    /// A figure: its definition, then its lines by verdict and by the record they come from.
    fn figure(&self, id: &str) -> Option<Node> {
        let figure = self.audit.figure(id)?;
        let beside = match (figure.pence, figure.ratio) {
            (Some(_), _) => String::new(),
            (None, Some(ratio)) => format!(": {:.1} %", ratio * 100.0),
            (None, None) => ": not estimable".to_owned(),
        };
        let mut node = Node::new(format!("{} ({id}){beside}", figure.label), figure.pence);
        node.note(figure.definition.clone());
        figure.note.iter().for_each(|note| node.note(note.clone()));
        if let Some(lines) = &figure.lines {
            let chosen: Vec<&CostLine> = self.lines.iter().filter(|line| belongs(line, lines)).collect();
            node.children = self.by_verdict_and_origin(&chosen);
        }
        Some(node)
    }

    fn by_verdict_and_origin(&self, lines: &[&CostLine]) -> Vec<Node> {
        let by_verdict = tree::grouped(lines, |line| format!("verdict {}", line.verdict));
        let nodes = by_verdict
            .into_iter()
            .map(|(label, lines)| Node { children: self.by_origin(&lines), ..Node::new(label, Some(sum(&lines))) });
        nodes.collect()
    }

    fn by_origin(&self, lines: &[&CostLine]) -> Vec<Node> {
        let by_origin = tree::grouped(lines, |line| format!("{}:{}", line.origin_table, line.origin_id));
        let nodes = by_origin.into_iter().map(|(origin, lines)| {
            let title = self.title(&origin);
            let mut node = Node::new(format!("{origin}{title}"), Some(sum(&lines)));
            if let Some(first) = lines.first() {
                node.note(format!("source {}, rule {}, {}", first.source, first.rule, first.evidence));
            }
            node.children = lines.iter().map(|line| Pack::line(line)).collect();
            node
        });
        nodes.collect()
    }

    /// What a record is about, for the eye.
    fn title(&self, origin: &str) -> String {
        let contract = origin.strip_prefix("contracts:").and_then(|id| self.contracts.iter().find(|row| row.id == id));
        let asset = origin.strip_prefix("assets:").and_then(|id| self.assets.iter().find(|row| row.id == id));
        let title = contract.and_then(|row| row.title.clone()).or(asset.map(|row| row.name.clone()));
        title.map_or(String::new(), |title| format!(" “{title}”"))
    }

    fn line(line: &CostLine) -> Node {
        let landed = line.asset.as_deref().unwrap_or("no asset");
        let ends = match (&line.service, line.no_service_reason) {
            (Some(service), _) => format!("carried to {service}"),
            (None, Some(reason)) => format!("reaches no service: {reason}"),
            (None, None) => "reaches no service".to_owned(),
        };
        let mut node = Node::new(format!("line {}", line.id), Some(line.amount_pence));
        let waste = line.waste.map_or(String::new(), |waste| format!(", waste: {waste}"));
        let reason = line.unknown_reason.map_or(String::new(), |reason| format!(" ({reason})"));
        node.note(format!("landed on {landed}, {ends}, verdict {}{reason}{waste}", line.verdict));
        if let (Some(amount), Some(currency), Some(rate)) = (line.original_amount, line.original_currency, line.rate) {
            node.note(format!("the record says {currency} {amount}, at {rate}"));
        }
        node
    }

    fn finding(&self, subject: &str) -> Option<Node> {
        let matches = |finding: &&::audit::Finding| {
            finding.code == subject || format!("{}:{}", finding.code, finding.subject) == subject
        };
        let found: Vec<_> = self.audit.findings.iter().filter(matches).collect();
        let mut node = Node::new(format!("{subject}: {} findings", found.len()), None);
        node.note("amounts of findings overlap and are never added up".to_owned());
        node.children = found
            .iter()
            .map(|finding| {
                let mut child = Node::new(format!("{}:{}", finding.code, finding.subject), finding.amount_pence);
                child.note(finding.message.clone());
                child.note(format!("amount: {}", finding.amount_means));
                child.note(format!("records: {}", finding.evidence.join(", ")));
                child
            })
            .collect();
        node.adds_up = false;
        (!found.is_empty()).then_some(node)
    }

    /// A contract: its cost lines by asset, what lost to it, and its decision dates.
    fn contract(&self, id: &str) -> Option<Node> {
        let record = self.contracts.iter().find(|row| row.id == id)?;
        let lines: Vec<&CostLine> = self.lines.iter().filter(|line| line.contract.as_deref() == Some(id)).collect();
        let mut node =
            Node::new(format!("contracts:{id}{}", self.title(&format!("contracts:{id}"))), Some(sum(&lines)));
        node.record(Table::Contracts, &record.to_values());
        if let Some(renewal) = self.audit.renewals.iter().find(|renewal| renewal.contract == id) {
            renewal.why.iter().for_each(|why| node.note(why.clone()));
        }
        node.children = self.by_origin(&lines);
        let mut beside = Node::new("amounts that lost to it; not in the sum".to_owned(), None);
        beside.adds_up = false;
        let lost = format!("contracts:{id}");
        let losers = self
            .cross_checks
            .iter()
            .filter(|check| check.instead_of.as_deref() == Some(&lost) || check.origin_id == id);
        beside.children = losers
            .map(|check| {
                Node::new(
                    format!("{}:{} ({})", check.origin_table, check.origin_id, check.rule),
                    Some(check.amount_pence),
                )
            })
            .collect();
        if !beside.children.is_empty() {
            node.children.push(beside);
        }
        Some(node)
    }

    /// An asset: its verdict with evidence, what landed on it, and what was carried to it.
    fn asset(&self, id: &str) -> Option<Node> {
        let record = self.assets.iter().find(|row| row.id == id)?;
        let landed: Vec<&CostLine> = self.lines.iter().filter(|line| line.asset.as_deref() == Some(id)).collect();
        let carried: Vec<&CostLine> = self.lines.iter().filter(|line| line.service.as_deref() == Some(id)).collect();
        let mut node = Node::new(format!("assets:{id} “{}”", record.name), None);
        node.adds_up = false;
        node.record(Table::Assets, &record.to_values());
        for verdict in self.verdicts.iter().filter(|row| row.asset == id) {
            let facet = verdict.facet.map_or("product", estate::Facet::word);
            let rest =
                [&verdict.release, &verdict.rule, &verdict.evidence].into_iter().flatten().cloned().collect::<Vec<_>>();
            let reason = verdict.unknown_reason.map_or(String::new(), |reason| format!(" ({reason})"));
            node.note(format!("verdict on its {facet}: {}{reason}; {}", verdict.verdict, rest.join("; ")));
        }
        for (label, lines) in [("landed on it", landed), ("carried to it in the end", carried)] {
            if !lines.is_empty() {
                node.children
                    .push(Node { children: self.by_origin(&lines), ..Node::new(label.to_owned(), Some(sum(&lines))) });
            }
        }
        Some(node)
    }

    fn payer_or_paid(&self, id: &str) -> Option<Node> {
        let paid: Vec<&CostLine> = self.lines.iter().filter(|line| line.supplier.as_deref() == Some(id)).collect();
        let pays: Vec<&CostLine> = self.lines.iter().filter(|line| line.organisation == id).collect();
        let (label, lines) = if paid.is_empty() { ("organisation", pays) } else { ("supplier", paid) };
        (!lines.is_empty()).then(|| Node {
            children: self.by_verdict_and_origin(&lines),
            ..Node::new(format!("{label} {id}: all cost lines, run, change and capital"), Some(sum(&lines)))
        })
    }

    /// A payment that made no line: what it lost to.
    fn payment(&self, id: &str) -> Option<Node> {
        let payments: Vec<Payment> = tables::read(&self.tables).ok()?;
        let record = payments.into_iter().find(|row| row.id == id)?;
        let lines: Vec<&CostLine> = self
            .lines
            .iter()
            .filter(|line| line.origin_table == Table::Payments.name() && line.origin_id == id)
            .collect();
        let mut node = Node::new(format!("payments:{id}"), Some(sum(&lines)));
        node.record(Table::Payments, &record.to_values());
        for check in self.cross_checks.iter().filter(|check| check.origin_id == id) {
            let instead = check.instead_of.as_deref().unwrap_or("nothing");
            node.note(format!(
                "{} lost to {instead} by rule {}",
                money(&self.audit.currency, check.amount_pence),
                check.rule
            ));
        }
        node.children = lines.iter().map(|line| Pack::line(line)).collect();
        Some(node)
    }
}

fn sum(lines: &[&CostLine]) -> i64 {
    lines.iter().map(|line| line.amount_pence).sum()
}

/// Does the line hold one of the values of every column?
fn belongs(line: &CostLine, lines: &::audit::Lines) -> bool {
    let values = line.to_values();
    lines.filter.iter().all(|(column, wanted)| {
        let place = CostLine::COLUMNS.iter().position(|known| known.name == column);
        place.is_some_and(|place| wanted.contains(&values[place].spell()))
    })
}
