//! The closed word lists of the canonical tables. A word outside its list is refused at the door, with the list in the message.

use std::fmt;

/// Declares an enum whose members are spelled as words in every file.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)+ }

        impl $name {
            /// Every member, in declared order.
            pub const ALL: &'static [$name] = &[$($name::$member),+];
            /// The words, in declared order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word it is spelled with.
            pub const fn word(self) -> &'static str {
                match self { $($name::$member => $word,)+ }
            }

            /// Reads the word, in any case.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|member| member.word().eq_ignore_ascii_case(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result { out.write_str(self.word()) }
        }
    };
}

codes! {
    /// Where an asset is in its life.
    AssetStatus {
        /// In use.
        Live = "live",
        /// Taken out of use.
        Retired = "retired",
        /// Bought and not in use.
        Stock = "stock",
        /// Recorded and not to be found.
        Missing = "missing",
        /// The source does not say.
        Unknown = "unknown",
    }
}

codes! {
    /// What a contract is for.
    ContractKind {
        /// Repair and updates.
        Maintenance = "maintenance",
        /// Help and fixes.
        Support = "support",
        /// A right to use.
        Licence = "licence",
        /// A right to use for a time.
        Subscription = "subscription",
        /// Somebody else's machines.
        Hosting = "hosting",
        /// Rented equipment.
        Lease = "lease",
        /// Run by a supplier.
        ManagedService = "managed-service",
        /// Lines and calls.
        Telecoms = "telecoms",
        /// None of these.
        Other = "other",
    }
}

codes! {
    /// The class a cost belongs to; precedence holds inside a class (method: precedence; rule L27).
    Class {
        /// Depreciation, lease, capital charge.
        Ownership = "ownership",
        /// Maintenance and support.
        Maintenance = "maintenance",
        /// Licence and subscription.
        Licence = "licence",
        /// Hosting.
        Hosting = "hosting",
        /// People.
        Labour = "labour",
        /// Power and cooling.
        Energy = "energy",
        /// Everything else.
        Other = "other",
    }
}

impl ContractKind {
    /// The class of its money (rule L27).
    pub fn class(self) -> Class {
        match self {
            ContractKind::Maintenance | ContractKind::Support => Class::Maintenance,
            ContractKind::Licence | ContractKind::Subscription => Class::Licence,
            ContractKind::Hosting => Class::Hosting,
            ContractKind::Lease => Class::Ownership,
            ContractKind::ManagedService | ContractKind::Telecoms | ContractKind::Other => Class::Other,
        }
    }
}

codes! {
    /// Is this spending on ICT?
    Scope {
        /// It is.
        Ict = "ict",
        /// It is not.
        NotIct = "not-ict",
        /// The data do not say.
        Unclear = "unclear",
    }
}

codes! {
    /// What a line of a cloud bill is for (FOCUS 1.2, `ChargeCategory`).
    ChargeKind {
        /// Something was used.
        Usage = "usage",
        /// Something was bought ahead of its use.
        Purchase = "purchase",
        /// Tax.
        Tax = "tax",
        /// Money back.
        Credit = "credit",
        /// Neither.
        Adjustment = "adjustment",
    }
}

codes! {
    /// What became of a part of a commitment (FOCUS 1.2, `CommitmentDiscountStatus`).
    CommitmentStatus {
        /// It was used.
        Used = "used",
        /// It was paid for and not used.
        Unused = "unused",
    }
}

codes! {
    /// How what was bought to last becomes a cost of a year.
    Accounting {
        /// As it is paid: purchases stand apart, and nothing is depreciated.
        Cash = "cash",
        /// As it wears out: depreciation is run cost, and what was paid from capital checks it.
        Accrual = "accrual",
    }
}

codes! {
    /// How the worth of what was bought falls.
    Depreciation {
        /// By the same amount every full month, down to what it is worth at the end.
        StraightLine = "straight-line",
        /// By half every full year; at the end of its life what is left falls to what it is then worth.
        Halving = "halving",
    }
}

codes! {
    /// How the cost of assets that use each other is shared out.
    Allocation {
        /// All of it at once, as linear equations.
        Reciprocal = "reciprocal",
        /// One after the other; nothing passes back to one that has passed on.
        StepDown = "step-down",
        /// Services that only serve other services pass nothing to each other.
        Direct = "direct",
    }
}

codes! {
    /// Over which units a measured asset is shared out.
    Capacity {
        /// Over all there are: what nobody uses is idle, and seen.
        AllUnits = "all-units",
        /// Over those in use, which carry the rest.
        AllocatedUnits = "allocated-units",
    }
}

codes! {
    /// What happens at the end of a contract's term.
    Renewal {
        /// It rolls into the next term unless notice is given.
        Automatic = "automatic",
        /// It goes on only if both sides sign.
        Express = "express",
        /// It ends.
        None = "none",
        /// The source says that it does not know.
        Unknown = "unknown",
    }
}

codes! {
    /// The time a price is for. Never defaulted.
    PricePer {
        /// Paid once.
        OneOff = "one-off",
        /// A calendar month.
        Month = "month",
        /// A calendar quarter.
        Quarter = "quarter",
        /// A year.
        Year = "year",
        /// The whole term.
        Term = "term",
        /// A unit for a year.
        UnitYear = "unit-year",
        /// The source says that it does not know.
        Unknown = "unknown",
    }
}

codes! {
    /// Keeping things as they are, or changing what they can do.
    Flow {
        /// Run.
        Run = "run",
        /// Change.
        Change = "change",
    }
}

codes! {
    /// Which budget the money comes from.
    MoneyKind {
        /// Day-to-day spending.
        Resource = "resource",
        /// Investment.
        Capital = "capital",
    }
}

codes! {
    /// The support judgement on an asset. Exactly one stands on every cost line.
    Verdict {
        /// Out of regular support, and no cover is bought.
        Unsupported = "unsupported",
        /// Out of regular support; cover is bought.
        ExtendedPaid = "extended-paid",
        /// No support date known, and older than the life configured for its kind.
        Aged = "aged",
        /// Regular support ends within 12 months.
        Ending = "ending",
        /// In support.
        Supported = "supported",
        /// The data do not let us judge.
        Unknown = "unknown",
    }
}

codes! {
    /// Why a verdict is unknown, in the order in which the first that holds is printed (rule L25).
    UnknownReason {
        /// The money reaches no asset.
        NoAsset = "no-asset",
        /// The release is known and no date of it is.
        NoDate = "no-date",
        /// The product is known and the release is not sure.
        ReleaseUncertain = "release-uncertain",
        /// The product is not in the catalogue.
        NotInCatalogue = "not-in-catalogue",
        /// The record names no product.
        NoProduct = "no-product",
    }
}

codes! {
    /// What of an asset is judged.
    Facet {
        /// The machine, by its model.
        Hardware = "hardware",
        /// The operating system.
        OperatingSystem = "operating-system",
        /// The product that runs on it.
        Product = "product",
    }
}

codes! {
    /// Why a cost line reaches no service (rule L23).
    NoServiceReason {
        /// The money reaches no asset.
        NoAsset = "no-asset",
        /// Nothing uses the asset it landed on.
        NoConsumer = "no-consumer",
        /// Capacity that nobody uses.
        Idle = "idle",
        /// A circle of assets that feed only each other.
        Unallocatable = "unallocatable",
    }
}

codes! {
    /// Why a cost line buys nothing. One kind a pound, the first that fits.
    Waste {
        /// The asset is retired or missing.
        OnRetiredOrMissing = "on-retired-or-missing",
        /// Another contract of the same class covers the same asset.
        DuplicateCover = "duplicate-cover",
        /// Paid after the contract ended.
        LapsedStillPaid = "lapsed-still-paid",
        /// Capacity or rights that nobody uses.
        IdleOrUnused = "idle-or-unused",
        /// Cover for a product that is in regular support.
        UnneededExtendedSupport = "unneeded-extended-support",
    }
}

codes! {
    /// What an amount rests on.
    Evidence {
        /// A ledger line.
        Invoiced = "invoiced",
        /// A contract's price.
        Contracted = "contracted",
        /// Shared out by a driver.
        Allocated = "allocated",
        /// Somebody's figure.
        Estimated = "estimated",
    }
}

codes! {
    /// Where a weight comes from, best first.
    WeightFrom {
        /// Measured.
        Metered = "metered",
        /// Units or seats.
        Units = "units",
        /// What the things are worth.
        Value = "value",
        /// Shared evenly.
        Even = "even",
    }
}

codes! {
    /// What a source's money is for (rule L7).
    SourceRole {
        /// It counts.
        Counts = "counts",
        /// It only checks another source.
        CrossCheck = "cross-check",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_from_its_word() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.word()), Some(*verdict));
        }
        assert_eq!(PricePer::parse(" Unit-Year "), Some(PricePer::UnitYear));
        assert_eq!(PricePer::parse("fortnight"), None);
    }
}
