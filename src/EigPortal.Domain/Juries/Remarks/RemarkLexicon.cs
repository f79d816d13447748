namespace EigPortal.Domain.Juries.Remarks;

/// <summary>
/// How French notes speak of a person, ground by ground, on folded text (no accents, no capitals). A word such as « sourde » counts where
/// it qualifies somebody: at the start of a clause, or after a verb of being. In the plural, or after « aux », it is a public, that is
/// the subject of a challenge.
/// </summary>
internal static class RemarkLexicon
{
    /// <summary>The start of a clause.</summary>
    public const string Start = @"(?<=(?:^|[.!?;:,(«""\n–—/])\s*)";

    /// <summary>After a verb of being, two words at most between them.</summary>
    public const string Being =
        @"(?<=\b(?:est|etait|semble|semblait|parait|serait|sera|etant|soit|reste|candidate?|personne|profil|car|mais|et|ou|se dit|se declare)\s(?:[a-z']+\s){0,2})";

    /// <summary>May come before what qualifies somebody.</summary>
    public const string Adverbs =
        @"(?:(?:probablement|visiblement|apparemment|manifestement|certainement|deja|encore|trop|tres|bien|si|assez|plutot|un peu|peut-etre|sans doute|toujours|ouvertement)\s)*";

    /// <summary>The word ends the clause: an adjective before a noun is not about the person.</summary>
    private const string Ends = @"\b(?=\s*(?:$|[.!?;:,)\n])|\s(?:pour|et|mais|donc|au|a|pas|qui|en apparence)\b)";

    private const string Subject = $@"\b(?:{Start}|(?<=\b(?:il|elle|qui|candidate?|personne)\s(?:[a-z']+\s)?))";

    private const string Their = @"\b(?:son|sa|ses|leurs?)\s";

    private const string Things =
        @"projets?|systemes?|modeles?|codes?|logiciels?|langages?|outils?|produits?|applications?|equipes?|fichiers?|echantillons?|perimetres?|interfaces?|portails?|sites?|marches?|secteurs?|bases?|donnees|jeux?|volumes?|ecosystemes?|algorithmes?|reseaux?|entreprises?|technologies?|methodes?|resultats?|textes?|reponses?|lettres?|dossiers?|budgets?|tests?|ecrans?|fonds?|formulaires?|cadres?|methodologies?|domaines?|associations?|services?|frameworks?|bibliotheques?";

    private const string Nationality =
        @"(?:algerien(?:ne)?|marocaine?|tunisien(?:ne)?|africaine?|maghrebine?|senegalaise?|malien(?:ne)?|ivoirien(?:ne)?|camerounaise?|congolaise?|guineen(?:ne)?|malgache|comorien(?:ne)?|chinoise?|japonaise?|coreen(?:ne)?|vietnamien(?:ne)?|cambodgien(?:ne)?|asiatique|indien(?:ne)?|pakistanaise?|turc|turque|kurde|russe|ukrainien(?:ne)?|polonaise?|roumaine?|bulgare|serbe|albanaise?|portugaise?|espagnole?|italien(?:ne)?|grec|grecque|allemande?|anglaise?|britannique|americaine?|canadien(?:ne)?|quebecoise?|bresilien(?:ne)?|mexicaine?|libanaise?|syrien(?:ne)?|irakien(?:ne)?|iranien(?:ne)?|israelien(?:ne)?|afghane?|egyptien(?:ne)?|antillaise?|guadeloupeen(?:ne)?|martiniquaise?|reunionnaise?|arabe|berbere|kabyle|gitane?|corse|etrangere?)";

    private const string Country =
        @"(?:algerie|maroc|tunisie|afrique|senegal|mali|cote d'ivoire|cameroun|congo|guinee|togo|benin|madagascar|comores|chine|japon|coree|vietnam|cambodge|inde|pakistan|bangladesh|turquie|russie|ukraine|pologne|roumanie|bulgarie|serbie|albanie|portugal|espagne|italie|grece|allemagne|angleterre|belgique|suisse|etats-unis|canada|quebec|bresil|mexique|colombie|argentine|chili|liban|syrie|irak|iran|israel|palestine|afghanistan|egypte|haiti|antilles|guadeloupe|martinique|reunion|mayotte|guyane|pays de l'est|bled)";

    private const string Children = @"(?:enfants?|gamine?s?|gosses?|momes?|bebes?|marmots?)";

    /// <summary>From 18 to 79, in figures or in words.</summary>
    private const string Years =
        @"(?:1[89]|[2-7]\d|(?:vingt|trente|quarante|cinquante|soixante)(?:[- ](?:et[- ])?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix))?)\sans";

    private const string NotLanguage =
        @"(?!\s(?:courant|lu|parle|technique|scolaire|professionnel|correct|parfait|excellent|fluide|ecrit|maitrise|oral|a l'ecrit|a l'oral))";

    /// <summary>Contexts in which the words that follow in this file say nothing of the person; looked for first.</summary>
    public static readonly IReadOnlyList<string> Harmless =
    [
        @"\bdonnees? de sante\b",
        @"\b(?:sante publique|systemes? de sante|professionnels? de sante|assurance maladie|maisons? departementales? des personnes handicapees)\b",
        $@"\b(?:{Things})\s(?:[a-z']+\s){{0,3}}?(?:est|sont|semble|parait|reste|etait)\s(?:[a-z']+\s){{0,2}}[a-z']+",
        $@"\b(?:jeunes?|vieux|vieille|vieilles|petite?|gros|grosse|belle|beau|jolie?)\s(?:{Things}|pousses?)\b",
        $@"\b(?:{Things})\s(?:encore|trop|tres|assez|si|un peu|bien|relativement)\s[a-z]+",
        @"\b(?:met|mis|mise|mettre|mettant|porte|porter)\sl'accent\b",
        @"\b(?:tableaux?|elements?|noeuds?|classes?|cles?)\s(?:parents?|enfants?|peres?|fils)\b",
        $@"\b(?:jeune|vieux|vieille)\s*,\s(?:ce|cette|le|la)\s(?:{Things})\b",
        @"\b(?:institut|secours)\scatholique\b",
    ];

    public static readonly IReadOnlyList<GroundWords> Grounds =
    [
        new(
            RemarkGround.Health,
            Anywhere:
            [
                @"\b(?:problemes?|soucis?|ennuis?|raisons?|pepins?|antecedents?|motifs?)\s(?:de dos|de coeur|medica(?:l|ux|les?)|psychologiques?|psychiatriques?|cardiaques?|psychiques?)\b",
                @"\b(?:sa|leur|mauvaise|etat de|problemes? de|soucis? de|ennuis? de|raisons? de|pepins? de)\ssante\b(?!\s(?:publique|des?\s(?:la\s|l')?(?:populations?|patients?|francais|usagers)))",
                @"\bsante\s(?:(?:tres|un peu|trop|bien)\s)?(?:fragile|precaire|delicate|chancelante|incertaine)\b",
                @"\ba l'air (?:malade|fatiguee?|depressi(?:f|ve)|epuisee?)\b",
                @"\b(?:arret|conge)(?:\sde)?(?:\slongue)?\smaladie\b",
                @"\b(?:longue|grave)\smaladie\b",
                @"\b(?:sa|une)\s(?:maladie|pathologie|chimiotherapie|psychotherapie|depression nerveuse)\b(?!\s(?:rare|professionnelle|du\s|de\sla\s|des\s))",
                $@"{Their}(?:medecin|psychiatre|psychologue|psy|kine|migraines?|douleurs|angoisses|insomnies|allergies|problemes? de dos)\b",
                @"\b(?:sa|son|une|d'une|de)\s(?:sclerose|fibromyalgie|endometriose|lupus|hepatite|hernie|lombalgie|polyarthrite)\b",
                @"\bson\s(?:cancer|hospitalisation|diabete|epilepsie|asthme|etat mental|etat psychologique)\b",
                @"\b(?:prend|prendre|sous|suit|suivre)\s(?:un\s|son\s)?traitement\b(?!\s(?:des?\s|du\s|d'|statistique|automatique))",
                @"\b(?:un|fait|son|apres|en|d'un)\sburn[- ]?out\b",
                @"\b(?:sort|sortir|sortie?|souffre|souffrait|souffrir|atteinte?|remise?|remet|releve|guerie?|suite|apres|traverse|fait|fragilisee?)\s(?:a\s|par\s)?(?:d'une?|de\s(?:la|sa|son)|une?|sa|son)\s(?:[a-z]+\s)?(?:depression|cancer|maladie|burn[- ]?out|avc|infarctus|leucemie|operation|rechute|accident|hospitalisation|convalescence|trouble)\b",
                @"\b(?:psychologiquement|nerveusement|mentalement|physiquement)\s(?:tres\s|un peu\s|trop\s)?(?:fragile|instable|diminuee?|fatiguee?|atteinte?)\b|\bsante mentale\b(?!\s(?:des?|du|en|et)\b)|\b(?:absente?|absence|arretee?)\s(?:[a-z0-9]+\s){0,3}(?:pour|de)\s(?:cause de\s)?(?:maladie|raisons? de sante)\b",
                @"\b(?:longue\s|une\s)(?:hospitalisation|convalescence|reeducation)\b|\bsuivie?\s(?:en\s|par\s)(?:un\s|une\s)?psy[a-z]*\b|\b(?:ses|sa|son)\s(?:convalescence|reeducation|rechutes?|crises?)\b",
                @"\b(?:cancer|avc|infarctus|operation)\s(?:il y a|l'an dernier|l'annee derniere|recente?)\b",
                @"\brisque de rechute\b|\bsous (?:antidepresseurs?|medicaments?)\b|\bsuivie? par un psy[a-z]*\b",
            ],
            OfSomebody:
            [
                @"(?:malade|souffrante?|depressi(?:f|ve)|bipolaire|schizophrene|diabetique|epileptique|asthmatique|seropositi(?:f|ve)|anorexique|convalescente?|anxieu(?:x|se)|angoissee?|phobique|paranoiaque|hospitalisee?|suicidaire|fatigable|epuisee?|surmenee?|sous traitement)\b",
            ]
        ),
        new(
            RemarkGround.Pregnancy,
            Anywhere:
            [
                @"(?<!femmes\s)(?<!\b(?:l'|d')|\b(?:une|cette|son|double)\s)\benceinte\b(?!\s(?:de confinement|du\s|de\s(?:la|l')\s?|sonore|acoustique|fortifiee))",
                @"(?<!suivi\sde\s(?:la\s)?)\bgrossesse\b(?!s)",
                @"\bconge(?:\sde)?\s(?:de\s)?(?:maternite|paternite|mat\b|parental|d'adoption)",
                @"\b(?:projet|desir|envie)\s(?:de\s|d')(?:bebe|enfants?|maternite|grossesse)\b",
                @"\b(?:attend|attendait|attendre|attendrait)\s(?:(?:un|des|leur|son|bientot)\s){0,2}(?:(?:premier|deuxieme|second|troisieme)\s)?(?:enfant|bebe|jumeaux|jumelles)\b",
                $@"\b(?:fera|ferait|faire|veut|voudra|voudrait|prevoit)\s(?:[a-z]+\s)?(?:un\s|des\s)(?:[a-z]+\s)?{Children}\b|\b(?:premier|deuxieme|second|troisieme|prochain)\s(?:enfant|bebe)\b|\bventre rond\b|\baccouche(?:ra)?\s(?:en|dans|bientot)\b",
                @"\b(?:vient d'|va |doit |a |avoir )accouche[r]?\b|\bfuture (?:maman|mere)\b|\bfutur (?:papa|pere)\b",
            ],
            OfSomebody: []
        ),
        new(
            RemarkGround.Disability,
            Anywhere:
            [
                $@"{Start}(?:handicap|surdite|cecite|begaiement|dyslexie|autisme|paralysie)\s(?:visible|lourd|leger|moteur|mental|psychique|probable|evident|genant|assez|trop|partielle|apparent|severe)\b|\b(?:entend|voit|marche|se deplace)\s(?:tres\s|un peu\s)?(?:mal|difficilement)\b",
                $@"{Their}(?:paralysie|handicap|infirmite|invalidite|surdite|cecite|dyslexie|dyspraxie|autisme|begaiement|fauteuil)\b",
                @"\b(?:malgre|cause d[eu']|avec)\s?(?:un\s|le\s|son\s)?handicap\b",
                @"(?<!\b(?:personnes?|usagers?|agents|eleves|publics?|enfants|citoyens|etudiants|adultes|salaries|travailleurs)\s)\ben situation de handicap\b",
                @"\b(?:travailleur|travailleuse|salariee?|candidate?|collegue)\shandicapee?\b|\brqth\b",
                @"(?<!\b(?:personnes|usagers|trajets|deplacements?|itineraires?|parcours)\s)\ben fauteuil(?:\sroulant)?\b",
                @"\btroubles?\s(?:autistiques?|dys\b|du spectre|psych[a-z]+|de l'attention|bipolaires?|du comportement|mentaux|du langage)",
                @"\bavec (?:une canne|des bequilles|une prothese|un appareil auditif|un chien guide)\b|\b(?:oreille|auditivement)s?\sappareillee?s?\b|\b(?:amputee?|lui manque)\s(?:d'un|un)e?\s(?:bras|jambe|main|oeil|doigt)\b",
                @"\bbega[iy]e\b|\bsur le spectre\b",
            ],
            OfSomebody:
            [
                @"(?:handicapee?|sourde?|sourde? et muette?|malvoyante?|malentendante?|non[- ]voyante?|aveugle|paraplegique|tetraplegique|autiste|asperger|dyslexique|dyspraxique|begue|infirme|hyperacti(?:f|ve)|boiteu(?:x|se)|a mobilite reduite)\b(?!\s(?:a\s|au\s|aux\s))",
            ]
        ),
        new(
            RemarkGround.Family,
            Anywhere:
            [
                @"\b(?:est|etait|etant|deja|homme|candidat)\smarie\b",
                @"\bvient de (?:divorcer|se separer|se marier)\b|\b(?:son|en plein|apres un)\s(?:divorce|mariage)\b|\bseparee?\sde\s(?:son|sa)\b",
                $@"{Their}(?:(?:jeunes?|petits?|propres?|trois|deux)\s)?(?:{Children}|fils|filles?)\b",
                $@"{Start}(?:un|deux|trois|quatre|cinq|\d)\s{Children}\b|\b(?:pas d'|sans\s)enfants?\b|\brefait sa vie\b",
                $@"\b(?:a|ont|avec|avoir|eleve|seule)\s(?:deja\s|seule?\s)?(?:un|deux|trois|quatre|cinq|\d)\s(?:(?:jeunes?|petits?)\s)?{Children}\b",
                @"\b(?:deux|trois|quatre|cinq|\d|des|jeunes)\senfants?\s(?:en bas age|a charge|a la maison|a garder|a elever)\b|\benfants? (?:en bas age|a charge)\b",
                @"\b(?:son|sa)\s(?:mari|epouse|epoux|conjointe?|compagne|compagnon|femme|copain|copine|ex-mari|ex-femme)\b",
                $@"(?:{Start}|{Their})(?:situation|vie|charges?|contraintes?|obligations?)\s(?:familiales?|de famille|conjugale|maritale|de couple)\b",
                @"\bsans attaches?\b|\bgarde (?:alternee|partagee)\b|\bprocedure de (?:garde|divorce)\b|\b(?:vit|vivant|habite) (?:seule?|en couple)\b|\bs'occuper? de (?:sa|son|ses)\s(?:mere|pere|parents?|enfants?|famille|grand-mere)\b|\b(?:pere|mere) de famille\b|\bd'une famille nombreuse\b",
                $@"{Their}(?:famille|couple)\b(?!\s(?:de\s(?:metiers?|langages?|modeles?)|professionnelle|d'))",
            ],
            OfSomebody:
            [
                @"(?:(?:jeune|nouvelle)\s)?(?:mariee|remariee?|separee|divorcee?|celibataire|veuf|veuve|pacsee?|fiancee?)\b",
                @"(?:(?:jeune|futur|future|bonne?)\s)?(?:mere|pere|maman|papa)\b(?!\s(?:nourriciere|patrie|porteuse|du|de\s(?:ce|cette|cet|la|l'))\b)",
            ]
        ),
        new(
            RemarkGround.Origin,
            Anywhere:
            [
                $@"\borigines?\s(?:tres\s)?(?:{Nationality}|ethniques?|immigrees?)\b|\boriginaire\s(?:de|du|des)\s|\boriginaire\sd'",
                $@"{Being}(?:tout\s)?(?:{Nationality})\b{NotLanguage}(?!\s(?:a|au|aux)\s)",
                $@"{Start}(?:algerienne?|marocaine?|tunisienne?|africaine?|maghrebine?|senegalaise?|malienne?|ivoirienne?|camerounaise?|congolaise?|chinoise|asiatique|indienne?|turque|polonaise|roumaine?|espagnole|italienne|allemande|portugaise|bresilienne?|libanaise?|syrienne?|iranienne?|antillaise?|etrangere?)\b(?=\s*(?:$|[,.;:]))",
                $@"\b(?:une?|cet|cette|jeune)\s(?:{Nationality})\b{NotLanguage}",
                $@"\b(?:candidate?|personne|parents?|famille|mere|pere|nom|prenom|accent)\s(?:(?:sont|est|tres|d'origine|de)\s)?(?:{Nationality})s?\b",
                @"\b(?:de|sa|double)\snationalite\b|\bnon[- ]francaise?\b",
                $@"\b(?:son|sans|avec un|un)\s(?:titre|permis|carte)\sde\ssejour\b|{Start}(?:titre|permis) de sejour\b|\b(?:son|sans|obtenir un)\svisa\b",
                @"\bissue? de (?:l'immigration|la diversite)\b|\b(?:parents|pere|mere|famille)\simmigree?s?\b",
                $@"\b(?:arrivee?|venue?|debarquee?|emigree?|vient|arrive)\s(?:tout\s)?(?:de\s|du\s|des\s|d'){Country}\b",
                $@"\bressortissante?s?\b|\borigines?\s(?:slave|latine|berbere|gitane|rom|insulaire|orientale|europeenne|etrangere)s?\b|\bpas (?:europeen(?:ne)?|francaise?)\b|{Start}noire?\b(?=\s*,)",
                $@"{Their}(?:prenom|patronyme|nom de famille|pays d'origine|pays)\b|\bpatronyme\b|\bd'une (?:autre culture|culture (?:differente|etrangere))\b",
                @"\bconsonance\b|\bnom (?:de famille )?(?:imprononcable|exotique|noble)\b|\bprononcer son nom\b",
                @"\b(?:son|fort|leger|gros|bel|petit|avec un|a un)\saccent\b(?!\s(?:sur|mis|est mis|aigu|grave))",
                @"\baccent\s(?:etranger|marque|prononce|chantant|regional|marseillais|du sud|de banlieue)\b",
                @"\b(?:sa|de|pas la|pas sa)\slangue maternelle\b|\bfrancais langue etrangere\b|\b(?:parle|maitrise)\smal\s(?:le\s)?francais\b",
                @"\b(?:il|elle|candidate?)\sest\s(?:noire?|blanche?|metisse?|typee?)\b|\bcouleur de (?:sa\s)?peau\b|\bpeau (?:noire|mate|foncee)\b",
            ],
            OfSomebody:
            [
                @"(?:immigree?|naturalisee?)\b",
                @"nee?\sa\s",
                @"(?:pas\s)?nee?\s(?:en|au|aux|hors|a l'etranger|de parents|ailleurs)\b(?!\s(?:19|20)\d\d)",
            ]
        ),
        new(
            RemarkGround.Religion,
            Anywhere:
            [
                @"\b(?:candidate?|famille|culture|milieu|scoutisme|profil)\s(?:musulmane?|catholique|catho|juif|juive|protestante?|chretien(?:ne)?|religieu(?:x|se))\b",
                $@"{Their}(?:religion|foi|croyances?|convictions? religieuses?|pratique religieuse|paroisse|mosquee|synagogue)\b|\bde confession\b",
                @"\b(?:porte|portant|avec|retirer|retire|enleve|enlever|son|sans)\s(?:(?:un|le|son)\s)?(?:voile|hijab|foulard|kippa|turban|tchador)\b|\bfoulard islamique\b|\bvoilee\b",
                @"\b(?:famille|milieu)\s(?:[a-z]+\s){0,3}pieu(?:x|se)\b|\bprenom (?:biblique|musulman|juif|chretien)\b|\b(?:il|elle)\sprie\b|\bprieres?\b|\bconvictions? religieuses?\b|\b(?:seminariste|imam|pretre|pasteur|rabbin|moine|religieuse defroquee)\b|\bfrequente\s(?:une?|la|l')\s?(?:eglise|mosquee|synagogue|temple|paroisse)\b|\bserrer la main (?:des|aux|d'une)\s?(?:femmes?|hommes?)\b|\bassociation (?:evangelique|catholique|musulmane|juive|confessionnelle|religieuse|cultuelle)\b",
                @"\bramadan\b|\bshabbat\b|\ba la messe\b|\bmange (?:halal|casher|kasher)\b",
                @"\bengagements? (?:religieux|catholiques?|paroissia(?:l|ux))\b|\bpratiquante?\b(?=\s*(?:$|[,.;:]))",
            ],
            OfSomebody:
            [
                @"(?:musulmane?|catholique|catho|juif|juive|protestante?|chretien(?:ne)?|bouddhiste|hindoue?|athee|croyante?|pratiquante?|integriste|evangelique|temoin de jehovah|religieu(?:x|se))\b",
                @"(?:pieux|pieuse|devote?)\b",
            ]
        ),
        new(
            RemarkGround.Age,
            Anywhere:
            [
                @"\b(?:trop|bien|tres|si|encore|un peu|assez|plus tout)\s(?:jeune|vieux|vieille|agee?)\b",
                @"\b(?:son|leur)\s(?:grand\s|jeune\s)?age\b|\bage (?:avance|mur)\b|\bl'age (?:du|de la) candidate?\b|\bsa jeunesse\b",
                $@"(?:\b(?:il|elle|candidate?|qui)\s(?:a|aurait|aura|avait)\s(?:(?:deja|environ|presque|plus de|pres de|largement plus de|a peine|seulement|que|pres de)\s)?|\ba\s|\b(?:du haut de|malgre|avec)\sses\s|\bagee?\sde\s){Years}\b(?!\s(?:d'|de\b|en\b|dans\b|chez\b|comme\b|au\b|a\b|pres\b))",
                $@"{Start}(?:plus de\s|pres de\s|avec\s)?{Years}\b(?=\s*(?:$|[,.;]))",
                @"\b(?:la|sa)\s(?:vingtaine|trentaine|quarantaine|cinquantaine|soixantaine)\b|\b(?:quadra|quinqua|quinquagenaire|quadragenaire|sexagenaire|trentenaire)s?\b",
                @"\bfin de carriere\b|\b(?:proche|pres|age)\sde\sla\sretraite\b|\bl'ecart d'age\b|\b(?:passe|depasse) l'age\b|\bau compteur\b|\bage canonique\b|\bbientot (?:a la retraite|retraitee?)\b|\b(?:prendre|avant)\ssa\sretraite\b",
                @"\bnee?\s(?:en|le)\s(?:\d{1,2}\s[a-z]+\s)?(?:19|20)\d\d\b",
                @"\b(?:encore|un|une)\s(?:gamine?|gosse|jeunot|minot|papy|mamie|dinosaure)\b|\bun ancien\b(?=\s*[,.;])|\b(?:petite?|grande?)\sjeune\b|\bplus (?:tout|tres) jeune\b|\bnee? (?:avant|apres) (?:le|la|l'|les)|\bpourrait etre (?:la mere|le pere|mon fils|ma fille|le fils|la fille)\b",
                @"\b(?:sortie?|diplomee?) (?:[a-z']+\s){1,3}il y a (?:vingt|trente|quarante|[2-4]\d) ans\b",
                @"\bjeune (?:candidate?|recrue|profil)\b",
            ],
            OfSomebody: [$@"(?:jeune|vieux|vieille|agee?){Ends}", @"retraitee?\b"]
        ),
        new(
            RemarkGround.Sex,
            Anywhere:
            [
                @"\b(?:c'est|etant|est|pour|reste|plutot|prefere|prefererais|faut|faudrait|encore|parce que c'est)\s(?:encore\s|plutot\s)?une?\s(?:femme|homme|fille|garcon|gars|mec|nana|meuf)\b(?!\s(?:de|du)\b|-)",
                $@"{Start}(?:une|encore une|un|la seule|seule)\s(?:femme|fille|homme|garcon|gars|mec|nana|meuf)\b(?!\s(?:de|du)\b|-)",
                @"\b(?:jeune|jolie|belle|gentille|petite)\s(?:femme|fille)\b|\b(?:jeune|bel) homme\b",
                @"\beffeminee?s?\b|\b(?:presque|trop|si|tres)\s(?:masculine?|feminine?)\b|\b(?:femme|homme) de caractere\b|\b(?:poste|metier|profil|equipe) (?:(?:plutot|trop|tres)\s)?(?:masculine?|feminine?)\b",
                @"\bvirile?s?\b|\bcomme (?:(?:souvent|toujours|toutes|tous|beaucoup de|la plupart des)\s)?(?:les\s)?(?:femmes|hommes|filles|garcons)\b|\b(?:madame ou monsieur|monsieur ou madame)\b",
                @"\b(?:touche|sensibilite|intuition|douceur) feminine\b|\bpour la parite\b|\bequilibre(?:r|rait|ra) l'equipe\b|\bquota de femmes\b",
                @"\bcandidate? (?:trans|gay|lesbienne|homosexuel(?:le)?|transgenre)\b|\b(?:son|leur)\s(?:homosexualite|orientation sexuelle|identite de genre|sexe)\b|\bsa (?:sexualite|vie (?:sexuelle|intime|amoureuse)|feminite|virilite)\b|\btransition de genre\b",
            ],
            OfSomebody:
            [
                @"(?:feminine?|masculine?|virile?|effeminee?|feministe)\b",
                @"(?:homosexuel(?:le)?|gay|lesbienne|bisexuel(?:le)?|heterosexuel(?:le)?|homo|queer|trans|transgenre|transsexuel(?:le)?|non[- ]binaire)\b",
            ]
        ),
        new(
            RemarkGround.Appearance,
            Anywhere:
            [
                @"\b(?:jolie?|belle|beau|bel|charmante?|seduisante?|agreable)\s(?:photo|visage|sourire|physique|gueule)\b",
                @"\b(?:mal|bien)\s(?:habillee?|coiffee?|rasee?|fagotee?|vetue?)\b",
                @"\b(?:trop|si)\s(?:gros(?:se)?|maigre|petite?|grande?|enrobee?|ronde?|maquillee?)\b(?=\s(?:pour|physiquement)|\s*(?:$|[,.;]))",
                @"\b(?:en|son)\ssurpoids\b|\bson (?:obesite|embonpoint|physique|apparence|look|sourire|maquillage|visage)\b|\bsa (?:tenue|coiffure|barbe|corpulence|taille)\b(?!\s(?:de|des|d'))|\bses (?:cheveux|tatouages|piercings|dreadlocks|yeux)\b",
                @"\bphysique (?:avenant|agreable|ingrat|difficile|imposant)\b|\blook (?:neglige|improbable|douteux|soigne|bizarre)\b|\bcheveux (?:bleus|longs|gras|roses|roux|blancs|teints)\b|\bpiercings?\b|\btatouages?\b(?!\s(?:numerique|des?\s))",
                $@"{Start}(?:coiffure|tenue|barbe|cheveux|physique|costume)\s(?!de\b|des\b|du\b)[a-z]+|\bun peu (?:enveloppee?|ronde?|enrobee?|forte?)\b",
                @"\bpresentation (?:physique|agreable|negligee|soignee de sa personne)\b|\b(?:son hygiene|hygiene douteuse)\b|\b(?:sur|vu|d'apres) (?:sa|la) photo\b|\bphysiquement\b(?!\s(?:separe|distinct|install|presente?s? (?:a|au|dans)))|\b(?:beaucoup de|du|son) charme\b|\bl'air (?:malade|fatiguee?|neglige|sale)\b|\b(?:mince|maigrichon(?:ne)?|bedonnante?)\b|\b(?:presente|represente) (?:tres\s)?(?:bien|mal)\b(?=\s*(?:$|[,.;]))|\b(?:barbe|chemise|veste|robe|jupe) (?:mal|froissee?|trop|sale|courte)\b",
            ],
            OfSomebody:
            [
                $@"(?:jolie?|maigre|mignonne?|seduisante?|attirante?|moche|laide?|obese|chauve|barbue?|tatouee?|rousse?|maquillee?){Ends}",
                @"essouffle[a-z]*\b",
            ]
        ),
        new(
            RemarkGround.Opinions,
            Anywhere:
            [
                $@"{Their}(?:idees|opinions?|convictions?|positions?|engagements?|sympathies|publications)\s(?:[a-z]+\s)?(?:politiques?|militante?s?|syndica(?:l|ux|les?))\b|{Their}(?:militantisme|activisme)\b|\b(?:un|son) vote (?:ecologiste|socialiste|de gauche|de droite|extreme|populiste)\b|\b(?:engagee?|encartee?|inscrite?)\s(?:a|au|chez)\s(?:la\s|les\s)?(?:france insoumise|ps|parti|rassemblement|verts|republicains)\b|\bcarte (?:au|du) (?:parti|syndicat)\b|\b(?:adherente?|membre|militante?|sympathisante?)\s(?:[a-z]+\s)?(?:d'un|du|de son) (?:syndicat|parti)\b|\b(?:sympathisante?|militante?)\s(?:ecologiste|socialiste|communiste|feministe|syndicale?)\b",
                @"\bextreme[- ](?:gauche|droite)\b|\b(?:tres|plutot|trop|bien|clairement|engagee?|vote|marquee?|ancree?)\sa\s(?:gauche|droite)\b(?!\s(?:du|de)\b)|\b(?:idees|valeurs|convictions|militante?|sympathisante?|elue?)\sde\s(?:gauche|droite)\b",
                @"\b(?:gauchiste|facho|fasciste|gaucho|anarchiste|trotskiste|communiste|zadiste|macroniste|insoumise?|complotiste|royaliste|souverainiste)s?\b",
                @"\b(?:militante?|adherente?|encartee?|sympathisante?|membre|proche|partisane?|cadre)\s(?:(?:actif|active|convaincue?|engagee?)\s)?(?:du|de|des|chez|au|aux)\s(?:la\s|l')?(?:parti|ps|lr|lrem|rn|fn|front national|rassemblement national|france insoumise|en marche|republique en marche|eelv|verts|ecologistes|pcf|npa|modem|republicains|gilets jaunes|syndicat)\b",
                $@"\ba (?:manifeste|vote|fait greve)\b|\ba milite (?:dans|au|aux|chez|contre|avec)\b|{Subject}(?:vote|votait)\b|\bpermanence pour un\b|\bfait campagne\b|\bavec les gilets jaunes\b|\bparti (?:socialiste|communiste)\b",
                @"\b(?:deleguee?|mandat|representante?|responsable|secretaire|permanente?) syndicale?\b|\b(?:deleguee?|representante?) du personnel\b|\b(?:a|de|chez) (?:la\s)?(?:cgt|cfdt|cftc)\b",
                @"\b(?:elue?|conseillere?|mandat) (?:municipale?|departementale?|regionale?|d'opposition|electif|locale?)\b|\bconseiller (?:municipal|departemental|regional)\b|\blanceu(?:r|se) d'alerte\b",
            ],
            OfSomebody:
            [
                @"(?:militante?|greviste|politisee?|ecologiste|socialiste|macroniste|gaulliste|liberal(?:e)?|conservat(?:eur|rice)|reactionnaire|syndiquee?|syndicaliste|activiste|encartee?)\b",
            ]
        ),
        new(
            RemarkGround.Residence,
            Anywhere:
            [
                $@"{Subject}(?:habite|vit|reside|loge)\s(?:(?:encore|toujours|actuellement|trop|si|tres)\s)?(?:chez|dans|en|a|au|aux|loin)\b",
                @"\b9-3\b|\bneuf-trois\b|\b(?:fin )?fond d[eu] (?:la\s)?(?:campagne|province|creuse|pays)\b",
                @"\bdomiciliee?\b|\bhabite trop loin\b|\btrop loin d[eu] (?:paris|bureau|ministere)\b",
                @"\b(?:vient|venue?|issue?|sort|arrive)\s(?:d'une?|de la|du|de|des)\s(?:cite|banlieue|quartiers?|ghetto|zup|zep|province|93|9-3)\b|\b(?:dans une|d'une)\scite\b|\b(?:du|dans le)\s(?:93|9-3)\b",
                @"\bheures? de (?:transports?|trajet|route|rer)\b|\b(?:son|leur) (?:domicile|lieu de (?:vie|residence)|code postal|quartier|logement|adresse (?:postale|personnelle))\b",
            ],
            OfSomebody:
            [
                @"(?:logee?|hebergee?)\s(?:chez|a|en|dans|au)\b",
                @"(?:pas\s)?(?:provinciale?|banlieusarde?|campagnarde?|parisien(?:ne)?|francilien(?:ne)?)\b",
            ]
        ),
        new(
            RemarkGround.Wealth,
            Anywhere:
            [
                @"\b(?:famille|milieu|origine|extraction)\s(?:sociale\s)?(?:(?:tres|plutot|assez)\s)?(?:social|aisee?|modeste|populaire|bourgeoise?|pauvre|ouvriere?|favorisee?|defavorisee?|riche|privilegiee?)\b",
                $@"\b(?:touche|percoit|vit)\s(?:des?\s|du\s|les?\s)(?:minima sociaux|rsa|chomage|allocations?|aides? sociales?)\b|{Start}(?:fils|fille)\s(?:d'|de\s|du\s)|\b(?:ses\s)?parents? (?:medecins|avocats|ouvriers|riches|aises|fortunes|enseignants|profs|cadres|agriculteurs|chomeurs|notables)\b|\bfamille (?:fortunee|de notables)\b|\bn'a jamais manque de rien\b|\b(?:son|sa) (?:milieu|classe|condition|origine) sociale?\b|\bson milieu\b",
                @"\bde bonne famille\b|\b(?:fils|fille) (?:a papa|d'ouvriers?|de bourgeois|de ministre|de diplomate|de riches?)\b|\bses parents (?:sont|ont)\b",
                @"\b(?:ses|de ses) (?:dettes|difficultes (?:financieres|d'argent)|moyens financiers)\b|\bsa situation (?:financiere|economique|precaire|materielle|sociale)\b|\bbesoin d'argent\b",
            ],
            OfSomebody:
            [
                @"(?:au|touche le)\s(?:rsa|chomage|smic)\b",
                @"(?:chomeu(?:r|se)|surendettee?|endettee?|ruinee?|fauchee?|sdf|renti(?:er|ere)|interdite? bancaire|demunie?|bourgeoise?|boursiere?)\b",
                @"(?:riche|pauvre|precaire)\b(?=\s*(?:$|[,.;]))",
            ]
        ),
        new(
            RemarkGround.Habits,
            Anywhere:
            [
                @"\bfai(?:t|sait)\s(?:(?:beaucoup|trop|souvent)\s)?la\sfete\b(?!\saux?\b)|\bporte[e]? sur (?:la bouteille|l'alcool)\b|\bnuits? en boite\b|\bson compte (?:instagram|facebook|tinder|tiktok)\b|\bsa vie (?:nocturne|privee)\b|\b(?:boit|fume) (?:trop|beaucoup)\b|\b(?:grande?|gros(?:se)?)\s(?:buveu(?:r|se)|fumeu(?:r|se)|fetarde?)\b|\bcannabis\b(?!\s(?:therapeutique|medical))|\b(?:consomme|consommat(?:eur|rice) de|prend de la|fume de la?) (?:drogues?|cannabis|cocaine|alcool)\b|\bsort (?:beaucoup|trop|tous les soirs|la nuit)\b",
            ],
            OfSomebody:
            [
                @"(?:fumeu(?:r|se)|fetarde?|alcoolique|droguee?|libertine?|infidele|buveu(?:r|se)|vegane?|vegetarien(?:ne)?)\b",
            ]
        ),
    ];
}

/// <param name="Anywhere">Patterns that speak of a person wherever they are.</param>
/// <param name="OfSomebody">Patterns that do so only where a word qualifies somebody.</param>
internal sealed record GroundWords(RemarkGround Ground, IReadOnlyList<string> Anywhere, IReadOnlyList<string> OfSomebody);
