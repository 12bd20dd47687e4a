//! Product strings as untidy as real ones: abbreviated, in any case, with editions and builds, or missing.
//!
//! Each list holds things of one standing, meant for audit dates from 2026-04-01 to 2027-03-31. What is true of each
//! release is the catalogue's business; the lists only keep the demo's picture plausible.

/// How a thing is meant to stand with its maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Out of regular support for a year or more.
    Archaic,
    /// Within its last year.
    Ending,
    /// In support.
    Current,
    /// Nobody can say from these words.
    Unclear,
}

/// What a record says of a product.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) vendor: &'static str,
    pub(crate) product: &'static str,
    pub(crate) version: &'static str,
}

const fn found(vendor: &'static str, product: &'static str, version: &'static str) -> Found {
    Found { vendor, product, version }
}

/// The strings of one kind of thing, by standing, and how many of a hundred have each.
pub(crate) struct Shelf {
    pub(crate) archaic: &'static [Found],
    pub(crate) ending: &'static [Found],
    pub(crate) current: &'static [Found],
    pub(crate) unclear: &'static [Found],
    /// Archaic, ending, current, unclear.
    pub(crate) shares: [u64; 4],
}

impl Shelf {
    pub(crate) fn of(&self, standing: Standing) -> &'static [Found] {
        match standing {
            Standing::Archaic => self.archaic,
            Standing::Ending => self.ending,
            Standing::Current => self.current,
            Standing::Unclear => self.unclear,
        }
    }
}

/// Operating systems of servers.
pub(crate) const SERVERS: Shelf = Shelf {
    archaic: &[
        found("Microsoft", "Windows Server 2008 R2 Standard", "6.1.7601"),
        found("Microsoft Corporation", "Microsoft Windows Server 2012 R2 Datacenter", "6.3.9600"),
        found("MS", "Windows Svr 2008 Std SP2", "6.0.6002"),
        found("microsoft", "windows server 2003 enterprise edition sp2", "5.2.3790"),
        found("Microsoft", "Windows Server 2012 Std", "6.2.9200"),
        found("Red Hat", "RHEL 6.9 Santiago", ""),
        found("Red Hat, Inc.", "Red Hat Enterprise Linux Server release 5.11 (Tikanga)", "5.11"),
        found("CentOS", "CentOS Linux 7 (Core)", "7.9.2009"),
        found("", "CentOS 6.10", ""),
        found("Canonical", "Ubuntu 16.04.7 LTS", "16.04"),
        found("ubuntu", "Ubuntu 18.04.6 LTS (bionic)", ""),
        found("Oracle", "Oracle Linux Server 6.10", "6.10"),
    ],
    ending: &[
        found("Microsoft", "Windows Server 2016 Standard", "10.0.14393"),
        found("Microsoft Corporation", "MICROSOFT WINDOWS SERVER 2016 DATACENTER", ""),
        found("Canonical", "Ubuntu 22.04.4 LTS", "22.04"),
    ],
    current: &[
        found("Microsoft", "Windows Server 2019 Standard", "10.0.17763"),
        found("Microsoft Corporation", "Microsoft Windows Server 2022 Datacenter", "10.0.20348"),
        found("MS", "Windows Server 2022 Std", ""),
        found("Red Hat", "Red Hat Enterprise Linux 8.10 (Ootpa)", "8.10"),
        found("redhat", "RHEL 9.4", "9.4"),
        found("Canonical", "Ubuntu 24.04 LTS", "24.04"),
        found("Oracle Corporation", "Oracle Linux Server release 8.9", "8.9"),
    ],
    unclear: &[
        found("Microsoft", "Windows Server", ""),
        found("", "Linux", ""),
        found("", "Server OS - see build sheet", ""),
        found("", "", ""),
    ],
    shares: [36, 13, 48, 3],
};

/// Hypervisors.
pub(crate) const HOSTS: Shelf = Shelf {
    archaic: &[
        found("VMware", "VMware ESXi 5.5.0 build-1331820", ""),
        found("VMware, Inc.", "ESXi", "6.0.0"),
        found("vmware", "VMware ESXi 6.7.0 U3", "6.7.0"),
        found("VMware", "ESXi 6.5", ""),
    ],
    ending: &[found("Microsoft", "Windows Server 2016 Datacenter", "10.0.14393")],
    current: &[found("VMware, Inc.", "VMware ESXi 8.0 U2", "8.0.2"), found("Broadcom", "ESXi 8.0.3", "8.0.3")],
    unclear: &[found("VMware", "ESXi", ""), found("", "hypervisor", "")],
    shares: [34, 10, 53, 3],
};

/// Databases.
pub(crate) const DATABASES: Shelf = Shelf {
    archaic: &[
        found("Oracle", "ORACLE RDBMS 11g EE 11.2.0.4", ""),
        found("Oracle Corporation", "Oracle Database 12c Enterprise Edition", "12.1.0.2.0"),
        found("oracle", "Oracle Database 10g Enterprise Edition Release 10.2.0.5.0", "10.2.0.5"),
        found("Microsoft", "MS SQL Svr 2008 R2 SP2 Std", ""),
        found("Microsoft Corporation", "Microsoft SQL Server 2012", "11.0.7001"),
        found("Microsoft", "SQL Server 2014 SP3 Enterprise", "12.0.6024"),
        found("MySQL AB", "MySQL", "5.6.51"),
        found("", "postgres 9.6.24", ""),
        found("PostgreSQL Global Development Group", "PostgreSQL", "11.22"),
    ],
    ending: &[
        found("Microsoft", "Microsoft SQL Server 2016 SP3", "13.0.6300"),
        found("Oracle", "MySQL Community Server 8.0.36", "8.0.36"),
        found("PostgreSQL", "PostgreSQL 14.11", "14.11"),
    ],
    current: &[
        found("Oracle Corporation", "Oracle Database 19c Enterprise Edition", "19.21.0.0.0"),
        found("Microsoft", "Microsoft SQL Server 2019", "15.0.4355"),
        found("MSFT", "SQL Server 2022 Std", ""),
        found("PostgreSQL", "PostgreSQL 16.2", "16.2"),
        found("postgresql", "postgres 17.4", ""),
    ],
    unclear: &[found("Microsoft", "SQL Server", ""), found("Oracle", "", ""), found("", "DB (ask supplier)", "")],
    shares: [41, 14, 42, 3],
};

/// Applications: middleware that a catalogue knows, and line-of-business products that none does. The latter are
/// invented.
pub(crate) const APPLICATIONS: Shelf = Shelf {
    archaic: &[
        found("IBM", "Lotus Domino 8.5.3", ""),
        found("Lotus", "IBM Lotus Domino Server", "7.0.4"),
        found("IBM", "WebSphere Application Server ND", "7.0.0.45"),
        found("IBM Corp.", "IBM WebSphere Application Server 8.0.0.15", ""),
        found("", "PHP/5.6.40", ""),
        found("PHP Group", "PHP 7.4.33", "7.4.33"),
    ],
    ending: &[found("", "PHP 8.2.15", "8.2.15"), found("The PHP Group", "php", "8.2.20")],
    current: &[
        found("IBM", "IBM WebSphere Application Server 9.0.5.14", "9.0.5.14"),
        found("IBM", "WebSphere Application Server ND 8.5.5", "8.5.5.24"),
        found("PHP Group", "PHP 8.4.3", "8.4.3"),
    ],
    unclear: &[
        found("Brindlecase", "Brindlecase Records", "v9.2"),
        found("Pellforge", "PELLFORGE SUITE 6", "6.0 (build 1182)"),
        found("Quernplan", "Quernplan Workbench", "2011.4"),
        found("Mossledger", "mossledger", ""),
        found("Wickwright", "Wickwright Desk+", "4"),
        found("Tarnbook Ltd", "Tarnbook Register", "4.2"),
        found("Velloward", "VelloWard Planner", "3.1 SP2"),
        found("Velloward", "Velloward Queue", "2.7"),
        found("", "Ghyllstock", "1.9"),
        found("Skellrota", "SkellRota", "12"),
        found("Ostlemap", "OSTLEMAP", "7.0"),
        found("", "in-house (Access front end)", ""),
    ],
    shares: [38, 8, 39, 15],
};

/// Midrange systems.
pub(crate) const MIDRANGE: Shelf = Shelf {
    archaic: &[
        found("IBM", "AIX 6.1 TL9", "6100-09-12-1845"),
        found("IBM", "AIX 5.3", ""),
        found("Sun Microsystems", "SunOS 5.10", ""),
        found("Oracle", "Solaris 9", ""),
        found("IBM", "OS/400 V5R4M0", "V5R4M0"),
        found("ibm", "IBM i 7.1", "V7R1M0"),
        found("HP", "HP-UX B.11.31", "11.31"),
        found("Hewlett-Packard", "OpenVMS V8.3 Alpha", "V8.3"),
    ],
    ending: &[found("IBM", "IBM i 7.4", "V7R4M0")],
    current: &[found("Oracle", "Oracle Solaris 11.4", "11.4"), found("IBM", "IBM i 7.5", "V7R5M0")],
    unclear: &[found("Sun", "SunOS 5.11", ""), found("", "unix", "")],
    shares: [72, 8, 15, 5],
};

/// What is left of the mainframe.
pub(crate) const MAINFRAMES: Shelf = Shelf {
    archaic: &[
        found("IBM", "z/OS 1.13", "01.13.00"),
        found("IBM", "z/OS V2R2", ""),
        found("IBM Corp", "zOS 2.1", "2.1"),
    ],
    ending: &[],
    current: &[],
    unclear: &[found("IBM", "z/OS", "")],
    shares: [90, 0, 0, 10],
};

/// Desktops and laptops; those of unclear standing are printers and the like.
pub(crate) const DEVICES: Shelf = Shelf {
    archaic: &[
        found("Microsoft", "Windows 7 Professional SP1", "6.1.7601"),
        found("Microsoft Corporation", "Microsoft Windows 10 Enterprise 22H2", "10.0.19045"),
        found("microsoft", "Windows XP Professional SP3", "5.1.2600"),
        found("MS", "Win 7 Ent SP1", "6.1.7601"),
        found("Microsoft", "Windows 10 Pro 22H2", "10.0.19045"),
    ],
    ending: &[],
    current: &[
        found("Microsoft", "Windows 11 Enterprise 24H2", "10.0.26100"),
        found("Microsoft Corporation", "Microsoft Windows 11 Enterprise 25H2", "10.0.26200"),
    ],
    unclear: &[found("", "", ""), found("Inkwold", "Multifunction printer firmware", "R4")],
    shares: [34, 0, 60, 6],
};

/// Software of network kit. Its makers' dates are seldom known; whether it is past its life is read from its age.
pub(crate) const NETWORK: Shelf = Shelf {
    archaic: &[
        found("Cisco", "Cisco IOS 12.2(55)SE12", "12.2(55)SE12"),
        found("CISCO SYSTEMS", "IOS", "12.4(24)T8"),
        found("cisco", "IOS-XE Software", "03.07.05E"),
    ],
    ending: &[],
    current: &[found("Cisco Systems, Inc.", "Cisco IOS XE Software", "17.9.4a"), found("Cisco", "IOS XE", "17.12.3")],
    unclear: &[found("Corrieshaw", "FabricOS-like", ""), found("", "", "")],
    shares: [48, 0, 48, 4],
};

/// Disk arrays of an invented maker.
pub(crate) const STORAGE: Shelf = Shelf {
    archaic: &[],
    ending: &[],
    current: &[],
    unclear: &[found("Corrieshaw", "SV OS", "8.3"), found("Corrieshaw Ltd", "SVOS 9", ""), found("", "", "")],
    shares: [0, 0, 0, 100],
};

/// Models of servers, by standing of what runs on them: an archaic system sits on an old machine.
pub(crate) fn server_models(standing: Standing) -> &'static [&'static str] {
    match standing {
        Standing::Archaic => &[
            "PowerEdge R610",
            "Dell PowerEdge R710",
            "POWEREDGE R720",
            "PowerEdge 2950 III",
            "PowerEdge R620 (2U)",
            "ProLiant DL380 G7",
        ],
        Standing::Ending => &["PowerEdge R740", "DELL POWEREDGE R640"],
        Standing::Current => &["PowerEdge R750xs", "Dell PowerEdge R650", "PowerEdge R760", "poweredge r650xs"],
        Standing::Unclear => &["", "Rack server", "see asset label"],
    }
}

/// Models of network kit.
pub(crate) fn network_models(standing: Standing) -> &'static [&'static str] {
    match standing {
        Standing::Archaic => &["WS-C2960-48TT-L", "cisco WS-C3750G-24TS", "WS-C6509-E", "ISR 2911/K9"],
        Standing::Ending | Standing::Current => &["C9300-48P-A", "C9200L-24P-4G", "Cisco C9500-24Y4C", "ISR4331/K9"],
        Standing::Unclear => &["", "Edge switch"],
    }
}

/// Models of desktops, laptops and printers.
pub(crate) fn device_models(standing: Standing) -> &'static [&'static str] {
    match standing {
        Standing::Archaic => &["OptiPlex 7010", "Latitude E5570", "OPTIPLEX 3020 SFF"],
        Standing::Ending | Standing::Current => &["Latitude 5440", "OptiPlex 7020 Micro", "Latitude 5450"],
        Standing::Unclear => &["Inkwold C4070", "Label printer", ""],
    }
}
