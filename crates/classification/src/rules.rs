//! Rules as data, checked once.

use crate::nature::Nature;
use crate::phrases::Phrases;
use estate::{Class, Flow, Scope};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Why rules cannot be read. Whoever edits `config/spending` can put it right.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file is not of the expected shape.
    #[error(
        "{file}, line {line}: {problem}. hint: a file holds `source`, `[[rule]]` with `id`, `scope`, `class`, `flow`, `nature`, `says`, \
         `hints`, `category`, `supplier`, `unless`, and `[[example]]`"
    )]
    Shape {
        /// The file.
        file: String,
        /// The line at fault.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A rule contradicts itself or another.
    #[error("{file}, rule `{rule}`: {problem}")]
    Rule {
        /// The file.
        file: String,
        /// The rule's id.
        rule: String,
        /// What is wrong with it, and what would put it right.
        problem: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Where the words come from.
    source: String,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    rule: Vec<RuleInFile>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleInFile {
    id: String,
    scope: Option<String>,
    class: Option<String>,
    flow: Option<String>,
    nature: Option<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    category: Vec<String>,
    #[serde(default)]
    supplier: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) category: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) supplier: Option<String>,
    pub(crate) scope: String,
    pub(crate) class: Option<String>,
    pub(crate) flow: Option<String>,
    pub(crate) nature: Option<String>,
}

/// One rule. Without a scope it says only what kind of ICT a line is.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) scope: Option<Scope>,
    pub(crate) class: Option<Class>,
    pub(crate) flow: Option<Flow>,
    pub(crate) nature: Option<Nature>,
    pub(crate) unless: Phrases,
}

/// How much a phrase says about its rule's scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// It needs a second witness.
    Hints,
    /// It decides.
    Says,
}

#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rule: usize,
    pub(crate) strength: Strength,
    pub(crate) words: String,
}

/// The rules, ready to judge lines.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) all: Vec<Rule>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) in_category: Phrases,
    pub(crate) in_text: Phrases,
    pub(crate) in_supplier: Phrases,
    /// Of the rules without scope, in category and text. Apart, because `system support` is no reason not to see `support`.
    pub(crate) aspects: Phrases,
    pub(crate) places: BTreeSet<String>,
    pub(crate) examples: Vec<(String, Example)>,
}

impl Rules {
    /// Reads rules from the texts of their files, `(name, text)`.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Rules, Error> {
        let mut rules = Rules::default();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| shape(name, text, &error))?;
            if file.source.trim().is_empty() {
                let problem = "`source` is empty: it says where the words come from".to_owned();
                return Err(Error::Shape { file: (*name).to_owned(), line: 1, problem });
            }
            rules.places.extend(file.places.iter().map(|place| place.to_lowercase()));
            for rule in file.rule {
                rules.add(name, rule)?;
            }
            rules.examples.extend(file.example.into_iter().map(|example| ((*name).to_owned(), example)));
        }
        Ok(rules)
    }

    fn add(&mut self, file: &str, rule: RuleInFile) -> Result<(), Error> {
        let refuse = |problem: String| Err(Error::Rule { file: file.to_owned(), rule: rule.id.clone(), problem });
        if self.all.iter().any(|other| other.id == rule.id) {
            return refuse("another rule has the same id. hint: an id names one rule in all files".to_owned());
        }
        let scope = match rule.scope.as_deref().map(|word| (word, Scope::parse(word))) {
            None => None,
            Some((_, Some(scope @ (Scope::Ict | Scope::NotIct)))) => Some(scope),
            Some((word, _)) => return refuse(format!("scope `{word}` is neither `ict` nor `not-ict`")),
        };
        let class = match rule.class.as_deref().map(|word| (word, Class::parse(word))) {
            Some((word, None)) => return refuse(format!("class `{word}` is not one of {}", Class::WORDS.join(", "))),
            class => class.and_then(|(_, class)| class),
        };
        let flow = match rule.flow.as_deref().map(|word| (word, Flow::parse(word))) {
            Some((word, None)) => return refuse(format!("flow `{word}` is not one of {}", Flow::WORDS.join(", "))),
            flow => flow.and_then(|(_, flow)| flow),
        };
        let nature = match rule.nature.as_deref().map(|word| (word, Nature::parse(word))) {
            Some((word, None)) => return refuse(format!("nature `{word}` is not one of {}", Nature::WORDS.join(", "))),
            nature => nature.and_then(|(_, nature)| nature),
        };
        if scope.is_none() && class.is_none() && flow.is_none() && nature.is_none() {
            return refuse("it decides nothing. hint: give it a scope, a class, a flow or a nature".to_owned());
        }
        let lists = [&rule.says, &rule.hints, &rule.category, &rule.supplier];
        if lists.iter().all(|list| list.is_empty()) {
            return refuse("it has no phrases. hint: list some under says, hints, category or supplier".to_owned());
        }
        if scope.is_none() && !(rule.category.is_empty() && rule.supplier.is_empty()) {
            return refuse("`category` and `supplier` need a scope. hint: put the phrases under says".to_owned());
        }
        if let Some(empty) = lists.into_iter().flatten().find(|phrase| crate::phrases::words(phrase).is_empty()) {
            return refuse(format!("the phrase `{empty}` has no words"));
        }

        let index = self.all.len();
        let mut unless = Phrases::default();
        rule.unless.iter().enumerate().for_each(|(number, phrase)| unless.add(number, phrase));
        self.all.push(Rule { id: rule.id, scope, class, flow, nature, unless });
        let mut phrase = |strength, words: &str| {
            self.phrases.push(Phrase { rule: index, strength, words: words.to_owned() });
            self.phrases.len() - 1
        };
        for (list, strength) in [(&rule.says, Strength::Says), (&rule.hints, Strength::Hints)] {
            for words in list {
                let number = phrase(strength, words);
                if scope.is_none() {
                    self.aspects.add(number, words);
                } else {
                    self.in_category.add(number, words);
                    self.in_text.add(number, words);
                }
            }
        }
        for words in &rule.category {
            self.in_category.add(phrase(Strength::Says, words), words);
        }
        for words in &rule.supplier {
            self.in_supplier.add(phrase(Strength::Hints, words), words);
        }
        Ok(())
    }

    /// Judges every `[[example]]` of the files and says which come out otherwise than written: empty is as it should be.
    pub fn failing_examples(&self) -> Vec<String> {
        let told = |(file, example): &(String, Example)| {
            let line = crate::Line {
                category: example.category.as_deref(),
                text: example.text.as_deref(),
                supplier: example.supplier.as_deref(),
            };
            let found = self.decide(&line);
            let same = found.scope.word() == example.scope
                && example.class.as_deref().is_none_or(|class| found.class.map(Class::word) == Some(class))
                && example.flow.as_deref().is_none_or(|flow| found.flow.map(Flow::word) == Some(flow))
                && example.nature.as_deref().is_none_or(|nature| found.nature.map(Nature::word) == Some(nature));
            (!same).then(|| format!("{file}: {line:?} gives {found:?}, and the example says {example:?}"))
        };
        self.examples.iter().filter_map(told).collect()
    }
}

fn shape(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    Error::Shape { file: file.to_owned(), line: before.matches('\n').count() + 1, problem: error.message().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        Rules::from_toml(&[("a.toml", text)]).unwrap_err().to_string()
    }

    #[test]
    fn an_error_names_file_and_line_or_rule() {
        let unknown_key = "source = \"s\"\n[[rule]]\nid = \"a\"\nsay = [\"x\"]\n";
        assert!(problem(unknown_key).starts_with("a.toml, line 4: unknown field `say`"), "{}", problem(unknown_key));
        for (rule, words) in [
            ("id = \"a\"\nscope = \"maybe\"\nsays = [\"x\"]", "`maybe` is neither"),
            ("id = \"a\"\nscope = \"unclear\"\nsays = [\"x\"]", "`unclear` is neither"),
            ("id = \"a\"\nclass = \"software\"\nsays = [\"x\"]", "class `software`"),
            ("id = \"a\"\nnature = \"labour\"\nsays = [\"x\"]", "nature `labour`"),
            ("id = \"a\"\nsays = [\"x\"]", "decides nothing"),
            ("id = \"a\"\nscope = \"ict\"", "no phrases"),
            ("id = \"a\"\nclass = \"licence\"\ncategory = [\"x\"]", "need a scope"),
            ("id = \"a\"\nscope = \"ict\"\nsays = [\"--\"]", "`--` has no words"),
        ] {
            let message = problem(&format!("source = \"s\"\n[[rule]]\n{rule}\n"));
            assert!(message.contains("rule `a`") && message.contains(words), "{message}");
        }
        assert!(problem("source = \" \"").contains("`source` is empty"));
    }

    #[test]
    fn an_id_names_one_rule_in_all_files() {
        let file = "source = \"s\"\n[[rule]]\nid = \"a\"\nscope = \"ict\"\nsays = [\"x\"]\n";
        let error = Rules::from_toml(&[("a.toml", file), ("b.toml", file)]).unwrap_err().to_string();
        assert!(error.starts_with("b.toml, rule `a`"), "{error}");
    }
}
