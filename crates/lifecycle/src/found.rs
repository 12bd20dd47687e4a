//! What a record says of a product, as found.

use estate::tables::Asset;
use estate::{Date, Facet};

/// The words of a record, or one string. Everything is optional; empty words count as none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Found<'a> {
    /// What is echoed. Read as evidence only where no other field is given.
    pub raw: &'a str,
    /// Who made it.
    pub vendor: Option<&'a str>,
    /// What it is.
    pub product: Option<&'a str>,
    /// Which version.
    pub version: Option<&'a str>,
    /// Which edition.
    pub edition: Option<&'a str>,
    /// The operating system.
    pub os: Option<&'a str>,
    /// A common platform enumeration name, 2.2 or 2.3.
    pub cpe: Option<&'a str>,
    /// A package URL.
    pub purl: Option<&'a str>,
    /// The hardware model.
    pub model: Option<&'a str>,
    /// The kind of the asset: `server`, `desktop`.
    pub kind: Option<&'a str>,
    /// The last day on which somebody or something saw it: releases that came out later are not it.
    pub last_seen: Option<Date>,
}

impl<'a> Found<'a> {
    /// One string and nothing else.
    pub fn text(raw: &'a str) -> Found<'a> {
        Found { raw, ..Found::default() }
    }

    /// What an asset's record asks, a question a facet: its product with its version, and its model. A record that names neither
    /// asks nothing; its verdict is unknown for want of a product (rule L25).
    pub fn of_asset(asset: &'a Asset) -> Vec<Found<'a>> {
        let given = |words: &'a Option<String>| words.as_deref().filter(|words| !words.trim().is_empty());
        let about = Found {
            vendor: given(&asset.vendor),
            kind: Some(asset.kind.as_str()),
            last_seen: asset.last_seen.span().map(|span| span.latest),
            ..Found::default()
        };
        let product = given(&asset.product);
        let model = given(&asset.model);
        product
            .map(|product| Found { raw: product, product: Some(product), version: given(&asset.version), ..about })
            .into_iter()
            .chain(model.map(|model| Found { raw: model, model: Some(model), ..about }))
            .collect()
    }

    /// The facet that is asked about, where nothing was recognised.
    pub(crate) fn facet(&self) -> Facet {
        match (self.product, self.model, self.os) {
            (None, Some(_), _) => Facet::Hardware,
            (None, None, Some(_)) => Facet::OperatingSystem,
            _ => Facet::Product,
        }
    }

    /// Is there only the one string?
    pub(crate) fn is_text(&self) -> bool {
        let fields = [
            self.vendor,
            self.product,
            self.version,
            self.edition,
            self.os,
            self.cpe,
            self.purl,
            self.model,
            self.kind,
        ];
        fields.iter().all(|field| field.is_none_or(|words| words.trim().is_empty()))
    }
}
