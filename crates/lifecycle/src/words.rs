//! The words that no single product owns: makers, parts, patches, words that end a name, fillers. From `words.toml`.

use crate::Error;
use crate::reading::{Same, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file among the catalogue's that holds these words. Every other file is a product.
pub(crate) const FILE: &str = "words.toml";

/// The shape of that file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Where the words are from.
    #[serde(default, rename = "source")]
    _source: String,
    /// Spelled like another word: `svr` like `server`.
    #[serde(default)]
    same: BTreeMap<String, String>,
    /// Products that only the open catalogue knows and whose extended support costs nothing.
    #[serde(default)]
    pub(crate) extended_free: Vec<String>,
    /// Such products whose extended support somebody else sells.
    #[serde(default)]
    pub(crate) extended_third_party: Vec<String>,
    /// Makers.
    #[serde(default)]
    pub(crate) vendor: Vec<Vendor>,
    /// Words that make a thing a part of a product, or a service about it.
    #[serde(default)]
    pub(crate) parts: Vec<String>,
    /// Those of them that say nothing where only a maker is named.
    #[serde(default)]
    pub(crate) loose_parts: Vec<String>,
    /// Words that make it a patch.
    #[serde(default)]
    pub(crate) patches: Vec<String>,
    /// Words after which a name tells of something else: `for`, `running on`.
    #[serde(default)]
    pub(crate) cuts: Vec<String>,
    /// Words of companies: after a maker they say nothing, anywhere else the name is a company's.
    #[serde(default)]
    pub(crate) companies: Vec<String>,
    /// Words that may stand in a name and say nothing about which product it is.
    #[serde(default)]
    pub(crate) fillers: Vec<String>,
    /// Words that a service pack's number follows.
    #[serde(default)]
    pub(crate) service_packs: Vec<String>,
}

/// A maker.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vendor {
    /// As products name it.
    pub(crate) id: String,
    /// As records name it.
    pub(crate) names: Vec<String>,
}

impl Words {
    pub(crate) fn read(text: &str) -> Result<Words, Error> {
        toml::from_str(text).map_err(|error| Error::toml(FILE, text, &error))
    }

    /// Adds what a later layer says.
    pub(crate) fn overlay(&mut self, over: Words) {
        self.same.extend(over.same);
        self.vendor.extend(over.vendor);
        let lists = [
            (&mut self.extended_free, over.extended_free),
            (&mut self.extended_third_party, over.extended_third_party),
            (&mut self.parts, over.parts),
            (&mut self.loose_parts, over.loose_parts),
            (&mut self.patches, over.patches),
            (&mut self.cuts, over.cuts),
            (&mut self.companies, over.companies),
            (&mut self.fillers, over.fillers),
            (&mut self.service_packs, over.service_packs),
        ];
        lists.into_iter().for_each(|(own, more)| own.extend(more));
    }

    /// The spellings, checked to be single words.
    pub(crate) fn same(&self) -> Result<Same, Error> {
        let single = |word: &str| Text::read(word, &Same::new()).len() == 1;
        for (word, like) in &self.same {
            if !single(word) || !single(like) {
                let what = format!("`{word}` or `{like}` is not one word");
                return Err(Error::wrong(FILE, "same", what, "one word of letters on each side"));
            }
        }
        Ok(self.same.iter().map(|(word, like)| (word.to_lowercase(), like.to_lowercase())).collect())
    }
}
