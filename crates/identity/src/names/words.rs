//! What the words of suppliers' names are: forms of company, business words, trades, places, and words that many unrelated names share.
//!
//! The lists are this project's own. They hold words, no suppliers: what a list does not know is taken for a name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a word says about which supplier it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// A form of company, wherever it stands.
    Form,
    /// A form of company at the end of a name, a word elsewhere: `SA`, `AS`, `BT`.
    FormAtEnd,
    /// `of`, `the`, `and`.
    Filler,
    /// A word of business that says nothing of the trade: `group`, `services`, `accounts payable`.
    Business,
    /// A trade: `construction`, `software`, `hospital`. Two names with different trades are two companies of a group at best.
    Trade,
    /// A country, or a word for one.
    Country,
    /// A town or a region.
    Place,
    /// A side, a rank or an institution, which tells two apart as a number does: `north`, `upper`, `school`.
    Side,
    /// A number, in figures or words.
    Number,
    /// A word that many unrelated suppliers call themselves by: surnames, given names, words of the language.
    Shared,
    /// Any other word: a name.
    Name,
}

/// What a word is, by itself, after [`plain`].
pub(super) fn kind(word: &str) -> Kind {
    if let Some(kind) = KINDS.get(word) {
        return *kind;
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        Kind::Number
    } else if DICTIONARY.contains(word) {
        Kind::Shared
    } else {
        Kind::Name
    }
}

/// The word that all spellings of a word have in common: `intl`, `internationale` → `international`, `services` → `service`. Words that
/// no list knows stay as they are, plural or not, since `Williams` is not `William`.
pub(super) fn plain(word: &str) -> &str {
    if let Some(full) = SHORT.get(word) {
        return full;
    }
    for ending in ["s", "es"] {
        if let Some(single) = word.strip_suffix(ending)
            && single.len() >= 3
            && matches!(KINDS.get(single), Some(Kind::Business | Kind::Trade | Kind::Side))
        {
            return single;
        }
    }
    word
}

/// Every word of the lists that is no name: where slips are put right.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    let known =
        KINDS.iter().filter(|(_, kind)| matches!(kind, Kind::Business | Kind::Trade | Kind::Country | Kind::Place));
    let spelled = SHORT.keys().filter(|word| word.len() >= 7);
    known.map(|(word, _)| *word).chain(spelled.copied())
}

static KINDS: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
    let lists = [
        (SHARED, Kind::Shared),
        (PLACES, Kind::Place),
        (COUNTRIES, Kind::Country),
        (SIDES, Kind::Side),
        (NUMBERS, Kind::Number),
        (TRADES, Kind::Trade),
        (BUSINESS, Kind::Business),
        (FORMS_AT_END, Kind::FormAtEnd),
        (FORMS, Kind::Form),
        (FILLERS, Kind::Filler),
    ];
    // A word in two lists is what the later one says.
    lists.iter().flat_map(|(words, kind)| words.split_whitespace().map(|word| (word, *kind))).collect()
});

/// Words of the language, of four letters and more. A company may own one, but so may another.
static DICTIONARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    random_word::all(random_word::Lang::En).iter().map(AsRef::as_ref).filter(|word: &&str| word.len() >= 4).collect()
});

static SHORT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = SPELLINGS.lines().filter_map(|line| line.split_once(':'));
    lines.flat_map(|(full, others)| others.split_whitespace().map(|other| (other, full.trim()))).collect()
});

const FILLERS: &str = "the of and et und for de du des les la le del der di the els los las dos das for to pour per";

/// Forms of company of the world. `a.s.` and `a s` arrive as `as`.
const FORMS: &str = "
    ltd limited plc llp llc lllp inc incorporated incorporation corp corporation co company coy cie compagnie gmbh mbh ggmbh kgaa ohg bv nv
    bvba sprl sarl eurl sasu snc srl srls sro spol aps oyj asa ltda limitada limitee ltee lte cia eireli slu sll pty proprietary pte pvt
    private sdn bhd berhad tbk nyrt kft zrt doo dooel ood eood jsc ojsc cjsc pjsc oao ooo zao tov spzoo kk kabushiki kaisha pllc ulc
    senc sencrl enr uab sagl soc societe anonyme sociedad sociedade anonima naamloze vennootschap aktiengesellschaft
    kommanditgesellschaft gesellschaft haftung beschrankter aktiebolag osakeyhtio sapi scrl saog saoc wll fze fzco fzc fzllc dmcc
    lmtd limted limitd ltdd lted inco incorp ltdco coltd pvtltd cvba gie geie spzo zoo publ pubco
";
const FORMS_AT_END: &str = "
    sa as ag ab oy kg ug se sas spa sl sau ev eg cv lp pc pa psc lc cc npc nfp cic cio me epp pt ad dd bt rt hf ehf ks ou sia mb
    yk gk sca sci scop sca vof ans da aa ca ei mit rl bd zoo lda spj spk oo z sp ska od mbb partg ky tmi sf sh
";
const BUSINESS: &str = "
    group holding international global worldwide world service solution system technology consulting management enterprise associate
    partner partnership business corporate professional venture operation product resource concern undertaking
    department division branch office unit section team headquarters hq head account accounts payable receivable finance payment
    remittance sales purchasing supplier vendor client customer direct europe european emea apac asia pacific america american
    americas nordic scandinavia africa african transatlantic oceania overseas subsidiary affiliate successor
    national incorporating trading trade brothers sons son son's firm organisation agency collective
    representative region regional area local public mr mrs ms miss dr prof site works online dot com www net org
    registered research development laboratory design engineering engineer manufacturing manufacture industrial industry equipment machine machinery
    maintenance repair distribution distributor wholesale marketing supply supplies communication network software hardware computer
    computing data digital internet web electronic electric information strategy planning control automation instrument
    instrumentation logistics tool device facility facilities centre testing technical science scientific system operations
    telecommunication mobile wireless advertising learning training support store retail sales branchoffice limitedpartnership cooperative general advanced integrated strategic innovation innovative applied
    specialist speciality special certified quality premier professionals expert experts
";
const TRADES: &str = "
    energy power electricity gas oil petroleum fuel solar wind water sewer waste recycling environmental environment
    construction building builder contractor contracting civil excavation paving demolition roofing plumbing heating cooling
    refrigeration ventilation mechanical architect architecture architectural interior landscape
    landscaping surveying survey surveyor cyber cloud
    telephone media broadcasting television radio news press publishing publisher print printing
    graphic film video photo photography studio music art gallery theatre entertainment sport fitness leisure golf
    bank banking financial capital credit loan mortgage leasing lease investment asset wealth equity security securities insurance
    assurance brokerage broker pension accounting accountancy accountant audit tax law legal lawyer attorney solicitor barrister notary advocate
    medical medicine health healthcare clinical dental dentist pharmacy pharmaceutical pharma biotech biotechnology
    therapeutics biopharma biopharmaceutical biologic biological biomedical bio genetics genomics diagnostic diagnostics surgical
    nursing nurse care homecare ambulance veterinary vet optical vision hearing
    institute education educational
    student teacher food foods catering restaurant cafe coffee bakery dairy meat fish seafood farm farming agriculture agricultural
    agro crop seed feed fertilizer forestry timber wood lumber paper packaging plastic rubber glass ceramic steel iron metal aluminium
    copper mining mineral coal chemical chemistry polymer paint coating adhesive textile clothing apparel fashion garment shoe jewellery
    furniture appliance robotic robot
    fabrication welding casting forging automotive auto automobile car vehicle truck motor motors engine tyre tire
    bus coach taxi rail railway railroad train transit transport transportation freight shipping ship shipyard marine maritime port
    harbour airport airline air aviation aerospace space defence defense aircraft helicopter courier delivery post postal moving removal storage
    warehouse warehousing shop market supermarket
    promotion event exhibition conference travel tourism hotel resort hospitality inn property estate realty housing home residential
    cleaning janitorial laundry pest locksmith safety alarm guard protection
    staffing recruitment recruiting personnel employment payroll hr translation interpreting charity foundation mission
    trust government state federal provincial
    committee board parliament society association league chamber institute center
    garden horticulture tree grounds lighting light sign signage lift elevator crane scaffolding aggregate cement concrete quarry
    semiconductor microelectronics photonics laser sensor battery display imaging implant optics acoustic audio sound
    toy game gaming book stationery beverage brewery wine spirit tobacco cosmetic beauty
    nutrition vitamin chemist animal pet horse textile yarn leather carpet flooring window door kitchen bathroom
    drilling pipeline offshore subsea nuclear hydro utility utilities telecom fibre cable satellite navigation mapping geospatial
    gis intelligence analytics statistics economics policy studies communications relations community social youth child children
    family women senior veteran indigenous housing shelter tribal
    bancorp bancshares banc bankshares cancer cardio heart eye skin bone brain neuro oncology vaccine plasma blood stem cell gene genome rna dna peptide antibody
";
const COUNTRIES: &str = "
    uk gb britain british england english scotland scottish wales welsh ireland irish usa us canada canadian australia australian
    newzealand zealand france french germany german deutschland italy italian italia spain spanish espana portugal netherlands dutch
    belgium belgian swiss switzerland schweiz suisse austria austrian osterreich sweden swedish sverige norway norwegian norge denmark
    danish danmark finland finnish iceland poland polish polska czech hungary hungarian romania russia russian ukraine greece greek
    turkey turkish turkiye israel india indian china chinese japan japanese nippon korea korean taiwan hongkong singapore malaysia
    thailand vietnam indonesia philippines brazil brasil mexico mexicana argentina chile colombia peru egypt nigeria kenya ghana
    uae emirates saudi arabia qatar kuwait pakistan bangladesh lanka luxembourg bermuda cyprus malta estonia latvia
    lithuania slovakia slovenia croatia serbia bulgaria northamerica
";
const PLACES: &str = "
    london manchester birmingham leeds liverpool sheffield bristol glasgow edinburgh cardiff belfast newcastle nottingham leicester
    southampton portsmouth plymouth reading oxford cambridge norwich york exeter bath brighton hull derby swansea aberdeen dundee essex
    kent surrey sussex hampshire dorset devon cornwall somerset wiltshire norfolk suffolk lincolnshire yorkshire lancashire cheshire
    cumbria durham northumberland staffordshire shropshire warwickshire midlands thames mersey humber tyne hertfordshire bedfordshire
    buckinghamshire berkshire oxfordshire gloucestershire worcestershire herefordshire derbyshire nottinghamshire leicestershire
    dublin cork galway toronto montreal ottawa vancouver calgary edmonton winnipeg halifax quebec ontario alberta manitoba saskatchewan
    saskatoon regina victoria gatineau hull mississauga brampton kitchener waterloo windsor kingston nova scotia brunswick newfoundland
    labrador nunavut yukon bc columbia sydney melbourne brisbane perth adelaide canberra hobart darwin queensland nsw tasmania wa
    auckland wellington york newyork angeles francisco chicago houston dallas austin boston philadelphia seattle denver atlanta miami
    detroit phoenix diego jose orleans portland minneapolis baltimore cleveland cincinnati pittsburgh louis milwaukee tampa orlando
    nashville memphis charlotte raleigh jacksonville sacramento vegas california texas florida illinois ohio michigan pennsylvania
    georgia carolina virginia maryland massachusetts jersey connecticut washington oregon arizona nevada utah colorado kansas missouri
    oklahoma arkansas louisiana mississippi alabama tennessee kentucky indiana wisconsin minnesota iowa dakota nebraska montana wyoming
    idaho maine vermont rhode delaware hawaii alaska paris lyon marseille berlin munich munchen hamburg frankfurt cologne koln stuttgart
    rome milan milano turin madrid barcelona lisbon amsterdam rotterdam brussels bruxelles zurich geneva geneve basel vienna wien
    stockholm oslo copenhagen helsinki warsaw prague budapest moscow athens istanbul dubai mumbai delhi bangalore chennai kolkata
    hyderabad pune gujarat punjab bengal beijing peking shanghai shenzhen guangzhou guangdong hong kong tianjin nanjing wuhan chengdu chongqing hangzhou suzhou
    wuxi xian zhejiang jiangsu shandong sichuan hubei hunan hebei henan anhui fujian xiamen qingdao dalian jinan changzhou ningbo
    tokyo osaka kyoto nagoya yokohama kobe seoul busan taipei bangkok jakarta manila hanoi tel aviv haifa jerusalem cairo lagos nairobi
    johannesburg cape sao paulo rio janeiro buenos aires santiago bogota lima
    foshan dongguan zhongshan taizhou nantong hefei harbin changchun jilin liaoning shenyang zhengzhou changsha kunming guangxi guizhou
    hainan jiangxi nanchang shanxi yunnan xinjiang mongolia hunan lanzhou gansu wenzhou jiaxing shaoxing xuzhou yangzhou zhenjiang
    lakeland lianyungang yantai weifang zibo
";
const SIDES: &str = "
    north south east west northern southern eastern western northwest northeast southwest southeast nord sud est ouest central upper
    lower inner outer old new junior jr sr ii iii iv vi vii viii ix xi xii phase
    school university college hospital church parish council city town county district borough municipality club
    museum library nursery preschool surgery clinic hospice police fire cemetery diocese primary infant secondary grammar federation village hall embassy ministry court fund authority commission union academy kindergarten
";
const NUMBERS: &str = "
    one two three four five six seven eight nine ten eleven twelve hundred thousand first second third fourth fifth sixth seventh eighth
    ninth tenth un deux trois quatre cinq
";
/// Each line: what it is, and how else it is written.
const SPELLINGS: &str = "
international: intl internat internatl internl internationale internacional internazionale interna internationl
service: svc svcs serv servs srv srvc srvcs servcs servic servicos servicios servizi servces serivces sevices
management: mgmt mgt mngt mngmt manag mangement managment gestion mgnt
technology: tech techs technologie technologies tecnologia tecnologias technolog technologes technol technical techno
solution: soln solns sol solutios soluti
system: sys syst systeme systemes sistemas sistema systms
university: univ universite universitat universidad universita universidade universiteit universitet uni unversity
associate: assoc assocs assn asso associes asoc associate associates associated association associations
department: dept dpt depart
hospital: hosp hopital hospitals
brothers: bros
manufacturing: mfg mfrs mfr manuf manufacturers manufacturer fabrication
consulting: consult cons consultant consultants consultancy consultancies conseil conseils conseillers consultoria consultin advisory advisors adviser advisers advisor
group: grp gp groupe gruppe grupo gruppo groep
holding: hldg hldgs hold holdings
enterprise: ent entr entreprise entreprises enterprises enterprize enterprizes
engineering: eng engr engrg engg ingenierie ingenieros ingenieria engineers engineer
construction: const constr constrs constuction
development: dev devel devt developpement developments developers
centre: ctr cntr center centers centres centrum centro cent
national: natl nationale nacional nazionale
government: govt gov gouvernement
institute: inst instit institut instituto istituto institution institutes
laboratory: lab labs laboratories laboratoire laboratoires laboratorio laboratorios labor laboratori lbs
communication: comm comms communications communicat
telecommunication: telecoms telecom telecomm telco telecommunications telekom
information: info informations
pharmaceutical: pharm pharma pharmaceuticals pharmaceutic pharmaceut pharmaceutica pharmaceutique farmaceutica farmaceutici
chemical: chem chemicals chemie chimie chimica quimica
electric: electrical elect electrics electricals
electronic: electronics electron
equipment: equip eqpt eqt equipement equipt equipments
product: prod prods products produits produkte
industry: ind inds industries industrie industria industrias industrial industrials indus indust indstrl
environmental: env envir enviro envt environnement environnementaux environnemental
environment: environnments
financial: fin finan financials
insurance: ins insur
investment: invest investments investissement investissements
saint: sainte
mount: mt
fort: ft
distribution: distr distrib distributors distributor distributing distributions
transport: transp transports transportation trans
school: sch schools ecole
college: coll colleges
county: cnty cty
township: twp
council: cncl counc
authority: auth
administration: adm admin
federal: fed federale
research: res rsrch recherche recherches
science: sci sciences scientific scient
academy: acad academie
professional: prof profess professionals professionnel professionnels
marketing: mktg mkting
warehouse: whse
health: hlth sante
healthcare: hlthcare
medical: med medicals
rehabilitation: rehab
vehicle: veh vehicles
maintenance: maint mtce mntnce
building: bldg bldgs buildings
contractor: contr contrs contractors contracting
canada: cdn canadien canadienne canadian
usa: us unitedstates
uk: gb unitedkingdom britain british
france: french francaise
germany: german deutschland deutsche allemagne
australia: aust aus australian
china: chinese
japan: japanese nippon
korea: korean
italy: italia italian
spain: espana spanish
ireland: irish eire
switzerland: schweiz suisse swiss
netherlands: nederland dutch holland
sweden: sverige swedish
norway: norge norwegian
denmark: danmark danish
india: indian
brazil: brasil
europe: european eur
quebec: qc que
ontario: ont
accountant: accountants accounting accountancy acct accts
solicitor: solicitors
security: sec
supply: supplies suppliers supls splys
organisation: org organization organizations organisations
defence: defense
bank: banque banco
society: sociedade
foundation: fdn fndn fondation
recruitment: recruiting recruiters
energy: energie energies energia
trading: trdg
agency: agence agencies
office: ofc offices
housing: hsg
community: cmty comty communaute communities
company: coy
computer: computers computing comp
software: sw softwares logiciel logiciels
partner: partners ptnrs partnership
resource: resources rsrcs ressources
1: 1st first one
2: 2nd second two ii deux
3: 3rd third three iii trois
4: 4th fourth four iv
5: 5th fifth five
6: 6th sixth six
7: 7th seventh seven
8: 8th eighth eight
9: 9th ninth nine
10: 10th tenth ten
";
const SHARED: &str = include_str!("shared.txt");
