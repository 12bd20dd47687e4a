//! What of ICT a line buys.

/// What of ICT a line buys, in the words of ledgers rather than of cost classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// Maintenance and support of what is there, managed services among it.
    Maintenance,
    /// The right to use software, bought or by subscription.
    Licence,
    /// Equipment and consumables.
    Purchase,
    /// Somebody else's machines: hosting, data centres, cloud.
    Hosting,
    /// Lines, calls and mobiles.
    Telecoms,
    /// Advice and projects.
    Consultancy,
    /// People by the day, and own staff.
    Staff,
    /// ICT of another kind that is named, such as training.
    Other,
}

impl Nature {
    const ALL: [Nature; 8] = [
        Nature::Maintenance,
        Nature::Licence,
        Nature::Purchase,
        Nature::Hosting,
        Nature::Telecoms,
        Nature::Consultancy,
        Nature::Staff,
        Nature::Other,
    ];

    /// All words, in the order of the reports.
    pub const WORDS: [&'static str; 8] =
        ["maintenance", "licence", "purchase", "hosting", "telecoms", "consultancy", "staff", "other"];

    /// As written in rules and reports.
    pub fn word(self) -> &'static str {
        match self {
            Nature::Maintenance => "maintenance",
            Nature::Licence => "licence",
            Nature::Purchase => "purchase",
            Nature::Hosting => "hosting",
            Nature::Telecoms => "telecoms",
            Nature::Consultancy => "consultancy",
            Nature::Staff => "staff",
            Nature::Other => "other",
        }
    }

    /// The nature of a word.
    pub fn parse(word: &str) -> Option<Nature> {
        Nature::ALL.into_iter().find(|nature| nature.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nature_is_read_as_it_is_written() {
        for (nature, word) in Nature::ALL.into_iter().zip(Nature::WORDS) {
            assert_eq!((nature.word(), Nature::parse(word)), (word, Some(nature)));
        }
        assert_eq!(Nature::parse("labour"), None);
    }
}
