//! The estate: two bodies, one of each case and its near misses.

/// Its flat tables.
pub(super) const FILES: &[(&str, &str)] = &[
    ("organisations.csv", "id,name\nTC,Town Council\nVC,Vale Council\n"),
    (
        "assets.csv",
        "id,organisation,kind,name,vendor,product,version,status,owner,own_cost,own_cost_per,currency\n\
         SVC,TC,service,Benefits,,,,live,,,,\n\
         SVC-2,TC,service,Rents,,,,live,,,,\n\
         APP,TC,application,Benefits engine,,,,live,,,,\n\
         A-OLD,TC,server,srv-old,Microsoft,Windows Server 2012 R2 Standard,6.3.9600,live,ops,1000,year,GBP\n\
         A-STOCK,TC,server,srv-stock,Microsoft,Windows Server 2012 R2 Standard,6.3.9600,stock,ops,10,year,GBP\n\
         A-GONE,TC,server,srv-gone,Microsoft,Windows Server 2012 R2 Standard,6.3.9600,retired,ops,10,year,GBP\n\
         A-NEW,TC,server,srv-new,Microsoft,Windows Server 2022 Datacenter,10.0.20348,live,ops,500,year,GBP\n\
         A-2016,TC,server,srv-2016,Microsoft,Windows Server 2016,10.0.14393,live,ops,400,year,GBP\n\
         A-2019,TC,server,srv-2019,Microsoft,Windows Server 2019,10.0.17763,live,ops,400,year,GBP\n\
         A-LATE,TC,server,srv-late,Microsoft,Windows Server 2012,6.2.9200,live,ops,300,year,GBP\n\
         A-LTSS,TC,server,srv-ltss,SUSE,SUSE Linux Enterprise Server 12 SP5,,live,ops,300,year,GBP\n\
         A-ELS,TC,server,srv-els,Red Hat,Red Hat Enterprise Linux 7.9,,live,ops,300,year,GBP\n\
         A-BARE,TC,server,srv-bare,Canonical,Ubuntu 18.04 LTS,,live,ops,300,year,GBP\n\
         A-ESM,VC,server,srv-esm,Canonical,Ubuntu 18.04 LTS,,live,,300,year,GBP\n\
         A-THIRD,TC,database,db-third,Oracle,Oracle Database 11g Enterprise Edition 11.2.0.4,,live,,300,year,GBP\n\
         A-RHEL5,TC,server,srv-rhel5,Red Hat,Red Hat Enterprise Linux 5,,live,,300,year,GBP\n\
         A-RHEL6,TC,server,srv-rhel6,Red Hat,Red Hat Enterprise Linux 6,,live,,300,year,GBP\n\
         A-RHEL8,TC,server,srv-rhel8,Red Hat,Red Hat Enterprise Linux 8,,live,,300,year,GBP\n\
         A-PHP,TC,application,php-8,PHP,PHP,7.2.24,live,,100,year,GBP\n\
         A-PHP-OLD,TC,application,php-5,PHP,PHP,7.2.24,live,,100,year,GBP\n\
         A-PHP-WIN,TC,application,php-win,PHP,PHP,7.2.24,live,,100,year,GBP\n\
         A-IIS,TC,application,iis,Microsoft,Internet Information Services 10.0,,live,,100,year,GBP\n\
         A-ODD,VC,application,odd,Quill,Quillmarker,3.2,live,ledgers,700,year,GBP\n\
         A-ODD-2,VC,application,odd-2,Quill,Quillmarker,4.0,live,ledgers,200,year,GBP\n\
         A-MUTE,VC,server,mute,,,,live,,90,year,GBP\n",
    ),
    (
        "relations.csv",
        "from,to,kind\nSVC,APP,depends-on\nSVC-2,APP,depends-on\nAPP,A-OLD,runs-on\nA-PHP,A-RHEL8,runs-on\nA-PHP-OLD,A-RHEL5,runs-on\n\
         A-PHP-WIN,A-NEW,runs-on\nA-IIS,A-NEW,runs-on\n",
    ),
    (
        "contracts.csv",
        "id,organisation,supplier,title,scope,kind,starts_on,ends_on,renewal,price_amount,price_currency,price_per\n\
         C-ESU,TC,Microsoft,Windows Server 2012 Extended Security Updates,ict,support,2026-01-01,2026-12-31,none,120,GBP,year\n\
         C-LTSS,TC,SUSE,SUSE LTSS,ict,support,2026-01-01,2028-12-31,none,120,GBP,year\n\
         C-ELS,TC,Red Hat,RHEL 7 Extended Life Cycle Support,ict,support,2026-01-01,2028-06-30,none,120,GBP,year\n\
         C-ESM,VC,Canonical,Ubuntu 18.04 Expanded Security Maintenance,ict,subscription,2026-01-01,2027-12-31,none,120,GBP,year\n\
         C-THIRD,TC,Rimini Street Ltd,Oracle database support,ict,support,2026-01-01,2028-12-31,none,120,GBP,year\n\
         C-PLAIN,TC,Acme,Server maintenance,ict,maintenance,2026-01-01,2026-12-31,none,120,GBP,year\n",
    ),
    (
        "cover.csv",
        "contract,asset\nC-ESU,A-LATE\nC-LTSS,A-LTSS\nC-ELS,A-ELS\nC-THIRD,A-THIRD\nC-PLAIN,A-BARE\nC-PLAIN,A-OLD\n",
    ),
    (
        "tickets.csv",
        "id,organisation,kind,opened_on,closed_on,asset,priority\n\
         T-1,TC,incident,2026-05-01,2026-05-02,A-OLD,2 - High\n\
         T-2,TC,incident,2025-11-22,2025-11-22,A-OLD,1 - Critical\n\
         T-3,TC,request,2026-06-01,,A-OLD,1\n",
    ),
];
