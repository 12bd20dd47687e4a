//! From the phrases found in a line to a decision.

use crate::Line;
use crate::nature::Nature;
use crate::phrases::{Hit, Phrases, words};
use crate::rules::{Rule, Rules, Strength};
use estate::{Class, Flow, Scope};
use std::cmp::Reverse;

/// What a line of spending is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// ICT, not ICT, or the data do not say.
    pub scope: Scope,
    /// The class of its money, where it is ICT and the rules agree on one.
    pub class: Option<Class>,
    /// Run or change, where it is ICT and the rules agree.
    pub flow: Option<Flow>,
    /// What of ICT it buys, where it is ICT and the rules agree.
    pub nature: Option<Nature>,
    /// The id of the rule that says so; `no-rule`; or `conflict: id, id`. Empty where it is not ICT.
    pub nature_rule: String,
    /// The id of the rule that decided; `no-rule`; `only-hints: id`; or `conflict: id, id`.
    pub rule: String,
    /// The words that it rests on: ``text `software` ``. Empty where no rule found any.
    pub because: Vec<String>,
}

/// The field of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Category,
    Text,
    Supplier,
}

/// A phrase found in a line.
#[derive(Debug, Clone, Copy)]
struct Found {
    field: Field,
    phrase: usize,
    rule: usize,
    strength: Strength,
    length: usize,
}

impl Rules {
    /// Judges a line.
    ///
    /// A phrase that *says* so is worth two, one that *hints* is worth one; category and text are counted each by their best, and a
    /// supplier adds one to a side that has something already. Two or more decide for ICT unless the other side has two as well,
    /// which is a conflict and unclear; the same for not ICT. One hint at something else decides where nothing at all, not even
    /// the supplier, speaks for ICT; one hint at ICT never does.
    pub fn decide(&self, line: &Line<'_>) -> Decision {
        let found = self.find(line);
        let score = |scope: Scope| {
            let best = |field| {
                let of_field = found.iter().filter(|hit| hit.field == field && self.all[hit.rule].scope == Some(scope));
                of_field.map(|hit| if hit.strength == Strength::Says { 2 } else { 1 }).max().unwrap_or(0)
            };
            let told = best(Field::Category) + best(Field::Text);
            (told + if told > 0 { best(Field::Supplier) } else { 0 }, best(Field::Supplier))
        };
        let ((ict, ict_supplier), (other, _)) = (score(Scope::Ict), score(Scope::NotIct));
        let ids = |scope: Scope| self.best_first(&found, scope);
        let first = |scope: Scope| ids(scope).first().map_or_else(String::new, |id| (*id).to_owned());
        let (scope, rule) = match (ict, other) {
            (2.., 2..) => (Scope::Unclear, format!("conflict: {}, {}", first(Scope::Ict), first(Scope::NotIct))),
            (2.., _) => (Scope::Ict, first(Scope::Ict)),
            (_, 2..) => (Scope::NotIct, first(Scope::NotIct)),
            (0, 1) if ict_supplier == 0 => (Scope::NotIct, first(Scope::NotIct)),
            (0, 0) if ict_supplier == 0 => (Scope::Unclear, "no-rule".to_owned()),
            (0 | 1, 0) => (Scope::Unclear, format!("only-hints: {}", first(Scope::Ict))),
            _ => (Scope::Unclear, format!("conflict: {}, {}", first(Scope::Ict), first(Scope::NotIct))),
        };
        let ict = scope == Scope::Ict;
        let (nature, nature_rule) = if ict { self.nature(&found) } else { (None, String::new()) };
        Decision {
            scope,
            class: self.agreed(&found, |rule| rule.class).filter(|_| ict),
            flow: self.agreed(&found, |rule| rule.flow).filter(|_| ict),
            nature,
            nature_rule,
            rule,
            because: self.because(&found),
        }
    }

    /// Every phrase in the line whose rule is not called off.
    fn find(&self, line: &Line<'_>) -> Vec<Found> {
        let mut found = vec![];
        let mut told = vec![];
        let fields = [
            (Field::Category, line.category, &self.in_category),
            (Field::Text, line.text, &self.in_text),
            (Field::Supplier, line.supplier, &self.in_supplier),
        ];
        for (field, text, phrases) in fields {
            let words = words(text.unwrap_or_default());
            found.extend(self.find_in(field, &words, phrases));
            if field != Field::Supplier {
                found.extend(self.find_in(field, &words, &self.aspects));
                told.push(words);
            }
        }
        let called_off = |rule: usize| told.iter().any(|words| !self.all[rule].unless.find(words).is_empty());
        found.retain(|hit| !called_off(hit.rule));
        found
    }

    fn find_in(&self, field: Field, words: &[String], phrases: &Phrases) -> Vec<Found> {
        // Oracle Street is a street: a name of one word before such a word is no product.
        let is_place =
            |hit: &Hit| hit.end - hit.start == 1 && words.get(hit.end).is_some_and(|next| self.places.contains(next));
        let hits = phrases.find(words).into_iter().filter(|hit| field == Field::Supplier || !is_place(hit));
        hits.map(|hit| Found {
            field,
            phrase: hit.phrase,
            rule: self.phrases[hit.phrase].rule,
            strength: self.phrases[hit.phrase].strength,
            length: hit.end - hit.start,
        })
        .collect()
    }

    /// The rules that speak for a scope: strongest first, then the longest phrase, then by id.
    fn best_first(&self, found: &[Found], scope: Scope) -> Vec<&str> {
        let mut hits: Vec<&Found> = found.iter().filter(|hit| self.all[hit.rule].scope == Some(scope)).collect();
        hits.sort_by_key(|hit| {
            (Reverse(hit.strength), hit.field == Field::Supplier, Reverse(hit.length), &self.all[hit.rule].id)
        });
        hits.iter().map(|hit| self.all[hit.rule].id.as_str()).collect()
    }

    /// What the rules found agree on. Rules that differ agree on nothing.
    fn agreed<T: PartialEq + Copy>(&self, found: &[Found], of: impl Fn(&Rule) -> Option<T>) -> Option<T> {
        let said = self.said(found, of);
        let (_, first) = said.first()?;
        said.iter().all(|(_, other)| other == first).then_some(*first)
    }

    /// What a line buys, where it is known from elsewhere that it is ICT.
    pub fn nature_of_ict(&self, line: &Line<'_>) -> Option<Nature> {
        self.nature(&self.find(line)).0
    }

    fn nature(&self, found: &[Found]) -> (Option<Nature>, String) {
        let said = self.said(found, |rule| rule.nature);
        let Some((rule, first)) = said.first() else { return (None, "no-rule".to_owned()) };
        match said.iter().find(|(_, other)| other != first) {
            None => (Some(*first), (*rule).to_owned()),
            Some((other, _)) => (None, format!("conflict: {rule}, {other}")),
        }
    }

    /// What rules say of a line, and their ids. Those without a scope are asked first, since they are there for this; then those that say
    /// that it is ICT, or those that hint at it where none says so.
    fn said<T>(&self, found: &[Found], of: impl Fn(&Rule) -> Option<T>) -> Vec<(&str, T)> {
        let hits = |scope: Option<Scope>, strength: Strength| {
            let hits = found.iter().filter(move |hit| self.all[hit.rule].scope == scope && hit.strength == strength);
            hits.map(|hit| &self.all[hit.rule])
        };
        let asked = [
            (None, Strength::Says),
            (None, Strength::Hints),
            (Some(Scope::Ict), Strength::Says),
            (Some(Scope::Ict), Strength::Hints),
        ];
        for (scope, strength) in asked {
            let said: Vec<(&str, T)> =
                hits(scope, strength).filter_map(|rule| Some((rule.id.as_str(), of(rule)?))).collect();
            // A hint says nothing more where another rule already says what it is.
            if !said.is_empty() || scope.is_some() && hits(scope, strength).next().is_some() {
                return said;
            }
        }
        vec![]
    }

    fn because(&self, found: &[Found]) -> Vec<String> {
        let mut because: Vec<(Field, String)> = found
            .iter()
            .map(|hit| {
                let field = match hit.field {
                    Field::Category => "category",
                    Field::Text => "text",
                    Field::Supplier => "supplier",
                };
                (hit.field, format!("{field} `{}`", self.phrases[hit.phrase].words))
            })
            .collect();
        because.sort();
        because.dedup();
        because.into_iter().map(|(_, words)| words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        source = "this test"
        places = ["street"]
        [[rule]]
        id = "software"
        scope = "ict"
        says = ["software"]
        hints = ["licence", "oracle"]
        category = ["computing"]
        unless = ["soft furnishings"]
        [[rule]]
        id = "maker"
        scope = "ict"
        supplier = ["oracle"]
        [[rule]]
        id = "hosted"
        scope = "ict"
        class = "hosting"
        says = ["data centre"]
        hints = ["cloud"]
        [[rule]]
        id = "maintained"
        class = "maintenance"
        flow = "run"
        says = ["maintenance"]
        [[rule]]
        id = "licensed"
        class = "licence"
        says = ["licence"]
        [[rule]]
        id = "driving"
        scope = "not-ict"
        says = ["driving licence"]
        hints = ["food"]
    "#;

    fn decide(category: &str, text: &str, supplier: &str) -> Decision {
        let known = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let rules = Rules::from_toml(&[("t.toml", FILE)]).unwrap();
        rules.decide(&Line { category: known(category), text: known(text), supplier: known(supplier) })
    }

    #[test]
    fn a_decision_names_its_rule() {
        for (category, text, supplier, scope, rule) in [
            ("", "Housing software", "", Scope::Ict, "software"),
            ("Computing", "Housing", "", Scope::Ict, "software"),
            ("", "computing", "", Scope::Unclear, "no-rule"),
            ("", "", "", Scope::Unclear, "no-rule"),
            // A hint is not enough, two are: in the category and in the text, or with the supplier.
            ("", "Licence", "", Scope::Unclear, "only-hints: software"),
            ("Licence", "Oracle", "", Scope::Ict, "software"),
            ("", "Licence", "Oracle UK", Scope::Ict, "software"),
            // A supplier never decides alone.
            ("", "Something", "Oracle UK", Scope::Unclear, "only-hints: maker"),
            // A longer phrase hides the word in it; a street is no product.
            ("", "Driving licence", "", Scope::NotIct, "driving"),
            ("", "Oracle Street", "", Scope::Unclear, "no-rule"),
            // Something else decides by one hint, unless anything speaks for ICT.
            ("", "Food", "", Scope::NotIct, "driving"),
            ("", "Food", "Oracle UK", Scope::Unclear, "conflict: maker, driving"),
            ("Food", "Licence", "", Scope::Unclear, "conflict: software, driving"),
            ("Food", "Software", "", Scope::Ict, "software"),
            ("Driving licence", "Software", "", Scope::Unclear, "conflict: software, driving"),
            // Called off.
            ("", "Software for soft furnishings", "", Scope::Unclear, "no-rule"),
        ] {
            let found = decide(category, text, supplier);
            assert_eq!((found.scope, found.rule.as_str()), (scope, rule), "{category} / {text} / {supplier}");
        }
    }

    #[test]
    fn class_and_flow_are_said_only_of_ict_and_only_where_rules_agree() {
        let maintained = decide("", "Software maintenance", "");
        assert_eq!((maintained.class, maintained.flow), (Some(Class::Maintenance), Some(Flow::Run)));
        assert_eq!(decide("", "Data centre", "").class, Some(Class::Hosting));
        assert_eq!(decide("", "Data centre maintenance", "").class, Some(Class::Maintenance));
        assert_eq!(decide("", "Software licence and maintenance", "").class, None);
        assert_eq!(decide("", "Maintenance of food", "").class, None);
        // A hint gives no class where another rule already says what it is.
        assert_eq!(decide("", "Software in the cloud", "").class, None);
        assert_eq!(decide("Cloud", "Licence", "").class, Some(Class::Licence));
        assert_eq!(decide("Cloud", "Oracle", "").class, Some(Class::Hosting));
    }

    #[test]
    fn a_decision_says_which_words_it_rests_on() {
        let because = decide("Licence", "Software maintenance", "Oracle").because;
        assert_eq!(because, ["category `licence`", "text `maintenance`", "text `software`", "supplier `oracle`"]);
    }
}
