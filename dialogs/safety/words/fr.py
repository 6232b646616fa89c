"""French words that are looked for; how to write them is said at the top of this folder."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# --- A case, or a person at risk ---

# Enough by themselves.
ALONE = (
    # asking for help
    "aidez moi", "aide moi", "aidez nous", "aider moi", "au secours", "besoin d aide", "sauvez moi",
    "je fais quoi", "jfais quoi", "que faire si", "quoi faire si", "que dois je faire", "qu est ce que je dois faire",
    "qu est ce que je fais", "qui appeler", "qui je peux appeler", "qui puis je appeler", "j appelle qui",
    "ou signaler", "ou porter plainte", "appelez la police", "envoyer la police", "envoyez la police",
    "personne me croit", "persone me croit", "personne ne me croit", "si je parle", "si je paie pas",
    "si je ne paie pas", "si je paye pas", "si je le dis", "le dire a personne", "dis a personne",
    # not wanting to live
    "veux mourir", "veut mourir", "envie de mourir", "envie de vivre", "veux plus vivre", "veut plus vivre",
    "me suicider", "se suicider", "suicid*", "me tuer", "se tuer", "mettre fin a mes jours", "mettre fin a ses jours",
    "en finir", "j en peux plus", "jen peux plus", "je n en peux plus", "me scarifie", "se scarifie",
    "me faire du mal", "se fait du mal", "je me coupe", "elle se coupe", "il se coupe",
    # done to me
    "me touche*", "m a touche*", "ma touche*", "me frappe*", "m a frappe*", "me tape*", "m a tape*", "me bat",
    "me bats", "me fait du mal", "m a fait du mal", "me fait mal", "me viole*", "m a viole*", "ma viole*",
    "abuse de moi", "abuses de moi", "abusait de moi", "a abuse de moi", "me filme*", "m a filme*", "ma filme*",
    "me menace*", "m a menace*", "me fait chanter", "me harcele*", "m oblige*", "moblige*", "m a oblige*",
    "me force*", "m a force*", "me fait deshabiller", "me deshabiller", "m enferme*", "me vend", "m a vendu*",
    "il me tue", "me tuera", "va me tuer", "me suit partout", "me demande des photos", "me demande de me",
    "me demande d envoyer", "j ai ete viole*", "jai ete viole*", "j ai ete abuse*", "jai ete abuse*",
    "j ai ete agresse*", "je suis victime", "j ai peur de", "jai peur de", "peur de lui", "me voir seul*",
    "me rencontrer seul*", "dans ma chambre", "dans mon lit",
    # pictures of me
    "mes nudes", "mes nude", "mes photos", "mes videos intimes", "photo de moi", "photos de moi", "video de moi",
    "videos de moi", "images de moi", "je lui ai envoye", "jlui ai envoye", "lui ai envoye une photo",
    "envoye des nudes", "des nudes", "photos nue*", "photos de nu", "toute nue", "en cam", "que ca s arrete",
    "que ca arrete", "je veux disparaitre", "arretez le", "faites que ca", "cachez moi", "me cacher",
    "fuguer de chez", "il dit qu il va", "dit qu il brule", "va bruler", "c est encore arrive", "la derniere nuit",
    "serait la derniere", "ma derniere nuit", "mon dernier jour", "comment faire pour qu il", "va sauter",
    "ont l air d avoir #", "a l air d avoir #", "on fait quoi", "on fait koi", "je fais koi", "jfais koi",
    "que faire", "quoi faire", "sais pas quoi faire", "sais plus quoi faire", "a qui le dire", "a qui en parler",
    "a qui je peux", "a qui parler", "le dire a qui", "besoin de parler", "besoin daide", "aidez moa", "help me",
    "vite", "urgent svp", "venez vite", "jveu mourir", "je veu mourir", "jveux mourir", "veu mourir", "veu crever",
    "veux crever", "envie de crever", "jveux plus", "plus envie de", "plus me reveiller", "ne plus me reveiller",
    "veux plus me", "je dors plus", "je mange plus", "j arrive plus a dormir", "je revois tout", "je me deteste",
    "je me hais", "me foutre en l air", "me jeter", "me pendre", "jai pris tous", "j ai pris tous",
    "pris tous les cachets", "j ai avale", "me scarifi*", "je me scarifie", "me coupe", "ma faute", "c est ma faute",
    "est ce que c est normal", "est ce que cest normal", "c est normal que", "cest normal que", "est ce grave",
    "c est grave si", "avoir des problemes", "jsuis enceinte", "je suis enceinte", "suis enceinte",
    "me fait des choses", "me fait des trucs", "me fait ca", "m a fait ca", "ma fait ca", "m a fait des",
    "ma fait des", "m a fait quelque chose", "me fait quelque chose", "m ont fait", "mont fait", "m ont pris",
    "mont pris", "m ont filme", "mont filme", "nous a filme*", "nous filme", "nous touche*", "nous a touche*",
    "nous force", "nous oblige", "nous frappe", "nous enferme", "me mate", "me regarde quand", "vient dans ma",
    "entre dans ma", "rentre dans ma", "dort avec moi", "dors avec moi", "sur ses genoux", "couche avec moi",
    "sur moi", "en moi", "a mon adresse", "connait mon adresse", "sait ou j habite", "balancer mes", "balance mes",
    "va balancer", "va les balancer", "va publier", "va poster", "va tout envoyer", "va tout balancer", "va envoyer",
    "menace d envoyer", "menace de publier", "menace de tout", "si jpaye pas", "si j envoie pas", "si jenvoie pas",
    "il a des captures", "a des captures", "veut encore des", "veut plus de photos", "enlever mon", "denlever mon",
    "d enlever mon", "mon haut", "mon soutif", "ma culotte", "mon corps", "mes seins", "mes fesses", "mon sexe",
    "mes parties", "ma poitrine", "ma tete sur", "mon visage sur", "faux nu", "faux nude", "de me voir nue",
    "je lui envoie", "ma force", "ma force a", "ma demander", "m a demande", "ma demande", "m a embrasse*",
    "ma embrasse*", "m a mis", "ma mis", "m a drogue*", "m a emmene*", "m a pris*", "m a piege*", "ete piege*",
    "ai ete piegee", "j ai ete touche*", "m est arrive", "mest arrive", "ca m est", "m arrive", "jamais dit",
    "jamais raconte", "jamais parle", "n en parle pas", "le dites pas", "dites rien", "dis rien", "ne dites rien",
    "de rien dire", "suppliee", "supplie de", "me croit", "me croira", "personne ne sait", "personne sait",
    "ou puis je aller", "comment arreter", "comment j arrete", "je veux arreter", "arreter avant",
    "attire par les enfants", "attiree par", "attirance pour", "j aime les enfants", "pulsion*",
    "je n ai jamais touche", "jamais rien fait", "jai clique", "j ai clique", "je regarde des", "jai regarde",
    "supprimer une photo", "supprimer ma", "enlever une photo", "supprimer la video", "je suis mineur*",
    "jsuis mineur*", "quand j etais petit*", "quand jetais petit*", "quand j avais #", "depuis mes #", "a l age de",
    "jen peu plus", "j en peu plus", "je peux plus", "jetais", "j etais bourre*", "moi #", "je me sens sale",
    "me sens mal", "peur que mes", "jai peur", "j ai peur", "trop peur", "peur de rentrer", "qu il revienne",
    "il revient",
)

# One's own people: an official who describes a response has no reason to name them. Enough by themselves.
OWN = (
    "mon", "ma", "mes", "notre",
)

KIN = (
    "fille*", "fils", "enfant", "gosse*", "mome", "gamin*", "bebe", "ptit*", "ptite*", "soeur*", "frere*", "frerot",
    "niece*", "neveu*", "cousin*", "cousine*", "couz", "ami", "amie", "meilleur*", "copain", "copine", "pote*",
    "voisin*", "eleve", "beau pere", "belle mere", "belle fille", "beau fils", "mari", "femme", "epoux", "epouse",
    "conjoint*", "compagn*", "mec", "keum", "meuf", "ex", "mere", "maman", "daronne", "pere", "papa", "papy", "papi",
    "mamie", "mami", "daron", "oncle", "tonton", "tante", "tata", "tantine", "grand pere", "grand mere", "parrain",
    "marraine", "filleul*", "prof", "professeur", "maitre*", "entraineur*", "coach", "moniteur*", "educateur",
    "animateur", "patron*", "tuteur", "tutrice", "camarade*", "coloc", "demi frere", "demi soeur", "vrai frere",
    "propre pere", "propre fils", "propre fille", "propre mere", "propre frere", "grand frere", "grande soeur",
    "petit fils", "petite fille", "petits enfants", "proprio", "cure", "pasteur", "imam", "marabout", "chauffeur",
    "nounou",
)

# Each of OWN before each of KIN, and some more.
MINE = (
    *(f"{own} {kin}" for own in OWN for kin in KIN),
    "mes enfants", "ma petite", "mon petit", "mon bo pere", "mon prof*", "mon patient", "ma patiente", "notre petite",
    "notre petit", "ma dit", "mon demi", "ma demi", "mon beau", "ma belle", "ma petite soeur", "mon petit frere",
    "mon garcon", "mes petits", "mon gendre", "mon beau frere",
)

# Somebody in particular.
NEAR = (
    "son oncle", "son pere", "son papa", "son beau pere", "sa mere", "sa maman", "son prof*", "son entraineur",
    "son frere", "son cousin", "son grand pere", "sa tante", "son copain", "son petit ami", "son fils", "sa fille",
    "sa belle fille", "sa niece", "ses eleves", "le beau pere", "une des filles", "un des garcons", "une des eleves",
    "un des enfants", "un des eleves", "fille de # ans", "garcon de # ans", "enfant de # ans", "fillette de #",
    "fillette # ans", "fillette … # ans", "fils de #", "jeune de # ans", "jeune fille de #", "adolescente de #",
    "adolescent de #", "ado de #", "petite de # ans", "petit de # ans", "eleve de # ans", "elle a # ans",
    "j ai # ans", "jai # ans", "j avais # ans", "javais # ans", "avait # ans", "cette fille", "ce garcon",
    "cet enfant", "cette enfant", "cette petite", "ce monsieur", "cet homme", "ce type", "ce mec",
    "nous avons une fille", "nous avons un garcon", "nous avons un enfant", "il y a une fille*", "il y a un garcon",
    "il y a un enfant", "y a une fille", "nous a raconte", "m a raconte", "une maman est venue", "une mere est venue",
    "un pere est venu", "la victime une", "a ete amenee", "a ete amene", "dans mon village", "dans mon quartier",
    "dans mon ecole", "dans ma classe", "dans mon immeuble", "de notre ecole", "de notre foyer", "nous suivons une",
    "nous suivons un", "sa soeur", "sa cousine", "sa grand mere", "son neveu", "son petit", "sa petite", "leur mere",
    "leur pere", "leur oncle", "leur maman", "leur papa", "son beau", "petite fille de", "petit fils", "petite soeur",
    "petit frere", "freres de #", "soeurs de #", "qu elle garde", "qu il garde", "elle a #", "elle n a que #",
    "il n a que #", "j ai que #", "jai que #", "j ai #", "qui a # ans", "seulement # ans", "il a # ans", "fille de #",
    "garcon de #", "le gamin", "la gamine", "une gamine", "un gamin", "sa copine", "son ami", "une de mes eleves",
    "un de mes eleves", "une de mes patientes", "jumeaux de #", "jumelles de #", "maman", "papa", "mamie", "papi",
    "tonton", "tata", "oncle est", "chez nous avec", "dans le dossier", "dossier #", "du dossier", "sur son poste",
    "sur son ordi*", "sur son telephone", "sur son portable", "sur son pc", "sur sa tablette", "sur son tel",
    "sur son disque", "du dessus", "du dessous", "d en face", "d a cote", "du quartier", "dans la rue",
    "dans l immeuble", "ce camp", "au camp", "a peu pres", "peut etre dix", "ans peut etre", "# ans environ",
    "# ans a peine", "ans a peine", "de # ans", "ans moi #", "moi j ai", "sixieme", "cours moyen", "a signe que",
    "dit que son", "dit que sa", "dit que papa", "dit que papy", "dit que le", "dit que c est", "a dit que son",
    "il dit que", "elle dit que", "dit qu il", "dit qu elle", "il lui a", "il la", "il le force", "il l a", "il les",
    "il prend", "il vient", "il revient", "il veut", "il demande", "il donne", "il a filme", "il a mis", "il tape",
    "il tue", "il montre", "il envoie", "il paye", "il paie", "il cache", "il garde", "elle pleure", "elle ne parle",
    "elle parle plus", "elle a peur", "elle etait", "elle s est", "elle revient", "elle l a", "il etait", "il s est",
    "elle va jamais", "elle ne va jamais", "ne parle pas", "la vend", "les vend", "la prete", "le pretait",
    "les louent", "louent les", "loue sa", "loue ses", "la filme", "le filme", "les filme", "les emmene", "l emmene",
    "la recupere", "vient la chercher", "vient le chercher", "l attend", "a ete vu*", "on l a vu*", "le suspect",
    "la suspecte", "le client", "on connait", "le pseudo", "hurlements", "ligne coupee", "a raccroche",
    "puis a raccroche", "cette maison", "je crois qu il", "je crois qu elle", "je crois que mon", "je pense qu il",
    "je pense qu elle", "on la marie", "veut la marier", "la donner en mariage", "donner en mariage", "demi frere",
    "demi soeur", "ses neveux", "ses nieces", "ses filles", "ses fils", "chez son", "chez sa", "chez elle", "une des",
    "ou il faut pas", "ou il faut", "enfants du voisin", "cm #", "plein de videos", "plein de photos",
    "videos de bebe*", "photos de bebe*", "enfermee dans",
)

# Somebody, though perhaps nobody in particular: it does not count beside the words of MANY.
SOMEBODY = (
    "une fille", "un garcon", "un enfant", "une enfant", "une eleve", "un eleve", "une fillette", "une adolescente",
    "un adolescent", "une mineure", "un mineur", "un petit", "une petite", "la fille", "le garcon", "la petite",
    "le petit", "l enfant", "la fillette", "un enseignant", "un prof*", "un homme", "un monsieur", "la victime",
    "un oncle", "un pere", "un educateur", "un proche", "une dame", "une femme", "un adulte", "une grand mere",
    "un grand pere", "une mere", "une maman", "un papa", "un collegue", "une collegue", "un inconnu", "l inconnu",
    "le voisin", "la voisine", "un voisin", "une voisine", "le prof", "l oncle", "l entraineur", "un entraineur",
    "le beau pere", "la mere", "le pere", "un type", "le type", "un mec", "le mec", "ce mec", "un gars", "un vieux",
    "le vieux", "un cousin", "une jeune", "un jeune", "une ado", "un ado", "un bebe", "le bebe", "deux freres",
    "deux soeurs", "quelqu un", "ses proches", "demi frere", "demi soeur", "l homme", "le gardien", "un gardien",
    "un chauffeur", "le chauffeur", "le cure", "un cure", "un pretre", "le pretre", "le pasteur", "un pasteur",
    "l imam", "une infirmiere", "l infirmiere", "un medecin", "le medecin", "le proprietaire", "le locataire",
    "un locataire", "une nounou", "la nounou", "une stagiaire", "l inspecteur", "un soldat", "un policier",
    "un couple", "deux filles", "deux garcons", "les petits", "une autre fille", "copain de", "copain de sa mere",
    "une appelante", "un appelant", "un moniteur", "le moniteur", "gosse*", "gamin*", "gamine*", "fillette*",
    "fifille", "garconnet", "bambin*", "nourrisson*", "nouveau ne", "bebe", "bebes", "minot", "petiot*", "minet*",
    "ado", "pucelle", "jumelles", "jumeaux", "frangin*", "voisin", "voisine", "voisins du", "chauffeur", "gardien",
    "surveillante", "surveillant", "masseur", "kine", "concierge", "jardinier", "cuisinier", "routier", "camionneur",
    "benevole", "etranger", "touriste", "clown", "contremaitre", "patron", "patronne", "locataire", "boutiquier",
    "commercant", "epicier", "coiffeur", "couturier", "tailleur", "photographe", "dentiste", "infirmier", "moine",
    "bonne soeur", "religieux", "cure", "abbe", "l abbe", "pere blanc", "eveque", "diacre", "catechiste", "pretre",
    "pasteur", "imam", "marabout", "maitre coranique", "talibe", "moniteur", "animateur", "animatrice", "educateur",
    "entraineur", "coach", "tonton", "tata", "tantine", "papy", "papi", "mamie", "parrain", "marraine", "beau pere",
    "belle mere", "cousin", "cousine", "oncle", "tante", "neveu", "niece", "mari", "epoux", "copain", "copine",
    "pote", "mec", "mecs", "gars", "keum", "daron", "daronne", "bonhomme", "inconnu", "vieux", "vieillard", "pervers",
    "pedo", "pedophile", "predateur", "violeur", "dealer", "proxenete", "maquereau", "casque bleu", "soldat",
    "militaire", "gendarme", "agent de l ong", "des inconnus", "les petites", "les plus jeunes", "petites filles du",
    "un client", "le directeur du foyer", "une gosse", "le gosse", "un gosse", "deux petites", "deux petits",
    "trois petites", "une collegienne", "une lyceenne", "un lyceen", "un collegien", "l eleve", "cet eleve",
    "cette eleve", "eleve sourd*", "l adolescente", "l adolescent", "la mineure", "le mineur", "la jeune", "le jeune",
    "grand frere", "monsieur", "madame du", "la dame", "un pensionnaire", "une pensionnaire", "bonne", "domestique",
    "un stagiaire", "le docteur", "la vieille", "un mome", "le mome", "une mome", "les momes", "momes", "le proprio",
    "la go", "une go", "une petite go", "a l aide",
)

# What was just seen, heard or told.
NOW = (
    "aujourd hui", "ce soir", "cette semaine", "demain", "hier", "hier soir", "a l instant",
    "nous avons accueilli une", "nous avons accueilli un", "nous a appele", "a appele aujourd hui", "nous a ecrit",
    "m a ecrit", "nous a contacte*", "nous a montre", "m a montre", "m a confie", "nous a confie", "est venue nous",
    "est venu nous", "est venue au", "est venu au", "signale qu", "a signale qu", "on entend", "j entends", "j ai vu",
    "je l ai vu*", "j ai trouve", "je connais un", "je connais une", "on connait", "on sait", "amene*",
    "en ce moment", "cette nuit", "le mois dernier", "la semaine derniere", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "chaque nuit", "toutes les nuits", "chaque vendredi", "a dit a", "a trouve une",
    "a trouve un", "y est encore", "est encore la", "encore arrive",
)

# Words that may stand for a person or for a thing: they count beside NOW and TOPIC.
PRONOUN = (
    "il", "elle", "lui", "l a",
)

# Myself. Beside the words of MANY it counts only where something of the other lists stands near it.
SELF = (
    "moi", "me", "m a", "je", "j ai", "jai", "mon", "ma", "mes", "jsuis", "c moi", "m", "mien", "veux",
)

# What happens, in forms in which it happens to somebody.
HAPPENING = (
    "touchait", "la touche*", "l a touche*", "a touche", "attouchement*", "tripote*", "filme", "filmee", "filmes",
    "filmait", "abuse de", "abusait", "a abuse", "a ete abuse*", "ete abuse*", "viole", "violee", "violait",
    "a ete viole*", "fait chanter", "menace", "menacee", "harcele", "harcelee", "harceler", "se fait harceler",
    "frappe*", "battu*", "coups", "bleus", "fait du mal", "lui fait des choses", "faire des choses",
    "fait des choses", "deshabill*", "nue", "nues", "nus", "vend des videos", "vend des photos", "vendue", "vend sa",
    "prostitu*", "enlevee", "kidnapp*", "a disparu", "disparue", "portee disparue", "fugue", "a fugue", "enferme*",
    "la force", "le force", "lui demande", "demande des photos", "lui envoie", "lui a envoye",
    "vient dans sa chambre", "dans sa chambre", "dans son lit", "couche avec", "relations avec", "rapports sexuels",
    "enceinte", "images d elle", "images de lui", "photos d elle", "photos de lui", "videos d elle", "video d elle",
    "video de lui", "dont les images", "dont les photos", "ses photos", "il partage", "partage ca", "partagent",
    "fait tourner", "en danger", "a peur", "pleurer", "pleure", "seul avec", "seule avec", "vit encore chez",
    "vit encore avec", "vit toujours chez", "se tait", "cache tout", "drague*", "manipule*", "sale", "honte",
    "degout*", "main sous", "sa main", "jupe", "culotte", "embrasse*", "cris", "cache", "se cache", "la regarde",
    "le regarde", "me regarde", "quand elle se lave", "se lave", "se douche", "sang", "saigne", "blesse*",
    "blessures", "cachets", "medicaments", "en veut encore", "paie", "paye", "ou j habite", "il arrive",
    "apres le cours", "en prive", "ecrit au", "ecrit a", "tournent", "circulent", "la suit", "le suit",
    "n arrete pas", "arrete pas", "coincee", "m echapper", "pistolet", "couteau", "ivre", "saoul", "l a emmene*",
    "l a pris*", "emmenee", "la marient", "le marient", "morte", "mort", "personne le sait", "montre a ma",
    "ne sort jamais", "pas rentree", "pas rentre", "pas revenue", "pas revenu", "ont vendue", "ont vendu",
    "encore mal", "fait encore", "m a fait", "fait ca", "lui demande des", "garde apres", "la touche", "le touche",
    "qui touche", "l oblige", "m oblige", "doigt", "doigts", "cuisse*", "sein", "seins", "poitrine", "penis", "vagin",
    "zizi", "quequette", "foufoune", "zezette", "bite", "fesse*", "derriere la", "cul", "parties intimes",
    "parties genitales", "entrejambe", "genoux", "pantalon", "slip", "calecon", "soutif", "soutien gorge", "pyjama",
    "couette", "couverture", "drap*", "matelas", "douche", "se baigne", "pipi", "fait pipi", "urine", "sperme",
    "capote*", "preservatif*", "saignement*", "brulure*", "ca brule", "brule", "ca fait mal", "mal au", "met ses",
    "mettait", "tripot*", "caress*", "leche", "suce", "frotte", "pelote", "mate", "espionne", "attache*", "ligote*",
    "drogue*", "saoule*", "bourre*", "gifle*", "tabass*", "tape", "loue", "louent", "prete", "pretait", "vend",
    "vendait", "vendus", "biscuit*", "bonbon*", "cadeau de", "jouet*", "cauchemar*", "tremble", "parle plus",
    "mange plus", "ne parle pas", "s assoit plus", "pleurant", "en pleurant", "fantome*", "menaces", "captures",
    "en direct", "live", "webcam", "diffuse", "snap", "snapchat", "discord", "roblox", "fortnite", "insta",
    "vestiaire", "sous la", "camion", "dans sa voiture", "dans son camion", "dans sa maison", "deux par deux",
    "un par un", "en cachette", "notre secret", "un secret", "notre jeu", "du sexe", "sexe contre",
    "contre de l argent", "contre des", "contre la carte", "prostituee", "passes", "louche", "regarde toujours",
    "regardait", "cheveux de", "excise*", "excision de", "est mariee", "ete mariee", "sera mariee",
    "mariage force de", "la marie", "voile", "hurle*",
    "hurlement*", "pleurs", "bizarre avec", "fait peur", "fait souffrir", "brutalis*", "maltrait*", "violent*",
    "battait", "mime des", "sous la tente", "elle crie", "il crie", "crier", "crient",
)

# What it may be about. By itself it says nothing: it counts beside somebody in particular, oneself, or just now.
TOPIC = (
    "abus", "viol", "harcelement", "grooming", "photo", "photos", "image", "images", "video", "videos", "nudes",
    "camera", "webcam", "cam", "suicide", "sexe", "sexuel*", "porno*", "agresseur", "sous la douche", "argent",
    "rencontre en ligne", "rencontre sur", "sur internet", "en ligne", "dans un jeu", "marier", "drogue*", "inconnus",
    "secret", "chambre", "lit", "dortoir", "hotel", "voiture", "camionnette", "sa maison", "chez lui", "la porte",
    "toilettes", "marques", "seul", "seule", "telephone", "tablette", "ordi", "messages", "captures", "bonbons",
    "cadeaux", "jeu", "films", "sextorsion", "chantage", "camp", "puits", "mine", "champ", "foret", "toit", "cave",
    "grange", "garage", "parking", "salon", "groupe", "classe de", "dossier cache", "disque dur", "usb", "clip",
    "skins", "abonnes", "jetais bourree", "alcool", "plage", "porte fermee", "trepied", "cachet*", "whatsapp",
    "instagram", "telegram", "tiktok",
)

# Talk of many, of law, of institutions and of figures. A word here silences its sentence: add with care.
MANY = (
    "loi", "lois", "article*", "art", "code", "decret", "arrete", "reglement", "protocole", "politique", "plan",
    "strategie", "pour cent", "statistique*", "enquete*", "etude", "donnees", "cas", "signalements", "plaintes",
    "enfants victimes", "une fille ou un garcon", "un garcon ou une fille", "tout enfant", "chaque enfant",
    "un enfant peut", "peut", "peuvent", "doit", "doivent", "budget", "forme*", "formation", "legislation",
    "infraction*", "penal*", "tribunal", "tribunaux", "parquet*", "definition", "brigade", "ligne gratuite",
    "numero gratuit", "quiconque", "celui qui", "chercheurs", "selon", "annuel", "ratifi*", "en vigueur", "adopte*",
    "procureurs", "magistrats", "juges", "national*", "prison", "par an", "chaque annee", "sont envoyees",
    "mon bureau", "mon unite", "mon ministere", "mon avis", "mon pays", "mes collegues", "ma connaissance",
    "il ou elle", "incest*", "augmente*", "il existe", "il n existe", "il n y a", "il faut", "il s agit", "il manque",
    "il reste", "ministere*", "departement*", "commission*", "comite", "conseil", "agence*", "programme*", "projet*",
    "fournisseur*", "plateforme*", "entreprise*", "industrie", "portail", "chiffres", "pas sur des", "nommee",
    "nomme", "point focal", "institution*", "norme*", "procureur", "specialise*", "pilote", "cadre", "coordination",
    "mandat", "capacite*", "indicateur*", "evaluation", "guide", "secteur", "autorite*", "parlement", "assemblee",
    "region*", "unite", "ministre", "commissaire", "policiere", "permet", "permettent", "mon nom", "je m appelle",
    "je ne comprends pas", "je comprends pas", "comprends pas", "ma reponse", "mes reponses", "la question",
    "cette question", "le bot", "ce bot", "langue", "delai", "bouton*", "invitation", "le lien", "passer la",
    "plus tard", "aide juridictionnelle", "aide juridique", "est un enfant toute", "toute personne",
    "interet superieur", "lorsqu un", "lorsque l", "services sociaux", "ligne d ecoute", "numero vert", "procedure*",
    "referent*", "unites", "service*", "systeme", "financement", "critere*", "formulaire*", "legal*", "fonds",
    "procureur*", "24 heures", "hachees", "hash", "l enfant et le parent", "consentement", "soins pour",
    "droits de l enfant", "protection de l enfant", "droit de l enfant", "a l aide de", "a l aide d",
)

# Talk of children and people at large. It silences SOMEBODY and HAPPENING, but nobody in particular and not oneself.
SEVERAL = (
    "victimes", "mineurs", "mineures", "la plupart", "plupart", "beaucoup", "souvent", "parfois", "rarement",
    "garcons", "enseignants",
)

# What one says about one's own answer and knowledge. It silences only SELF.
VIEW = (
    "je ne sais pas", "je sais pas", "j sais pas", "je pense", "je crois", "je dirais", "je suppose", "je n ai pas",
    "j ai pas d", "je n ai aucune", "je n en ai", "je n ai jamais", "je ne peux pas", "je ne connais",
    "je ne suis pas", "je suis nouve*", "je suis d accord", "j ai mis", "j ai choisi", "je dois demander",
    "je dois verifier", "que je demande", "que je verifie", "je demanderai", "je vais demander", "je vais verifier",
    "est ce que je peux", "puis je", "je peux passer", "a mon avis", "a mon sens", "a ma connaissance", "ma reponse",
    "mon chef", "ma chef*", "mon directeur", "ma directrice", "mon equipe", "mon poste", "mon service", "mon domaine",
    "mon experience", "ma region", "ma province", "mon predecesseur", "mon successeur", "je renvoie", "je doute",
    "je veux dire", "me semble", "me parait", "me consulter", "que je sache", "pas mon domaine",
    "jamais entendu parler",
)

# --- Parts by which a person could be found ---

PHONE = (
    "telephone", "tel", "portable", "mobile", "gsm", "whatsapp", "appelez", "appelez-moi", "appeler", "joindre",
    "mon numero", "son numero", "contact",
)
IDENTITY = (
    "passeport", "cni", "carte d'identite", "carte d’identite", "carte nationale d'identite", "piece d'identite",
    "carte", "nir", "securite sociale", "numero de securite sociale", "cin", "nina", "cnib", "compte",
    "compte bancaire", "rib", "iban", "permis de conduire", "acte de naissance", "matricule",
)
BIRTH = (
    "nee", "ne", "nee le", "ne le", "date de naissance", "naissance", "ddn", "anniversaire",
)
# Beside these a date of birth is a line that a law draws.
BIRTH_RANGE = (
    "apres", "avant", "depuis", "entre", "jusqu", "partir",
)
MONTHS = (
    "janvier", "janv", "fevrier", "fev", "mars", "avril", "avr", "mai", "juin", "juillet", "juil", "aout",
    "septembre", "sept", "octobre", "oct", "novembre", "nov", "decembre", "dec",
)
TITLES = (
    "m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr", "professeur", "maitre",
    "me", "nommee", "nomme", "s'appelle", "inspecteur", "inspectrice", "commissaire", "juge",
)
# Words with a capital letter that are part of no person's name.
NO_NAMES = (
    "ministere", "bureau", "police", "unite", "departement", "loi", "enfant", "enfance", "enfants", "ligne",
    "national", "nationale", "conseil", "cour", "tribunal", "agence", "commission", "centre", "ecole", "hopital",
    "universite", "republique", "le", "la", "les", "contacter", "contact", "appeler", "appelez", "ecrire", "courriel",
    "telephone", "tel", "voir", "whatsapp", "telegram", "facebook", "instagram", "ministre", "directeur",
    "directrice", "secretaire", "passeport", "compte", "carte", "nee", "ne", "justice", "standard", "gendarmerie",
    "brigade", "office", "mon", "son", "parquet", "banque", "general",
)
# Behind a number they say that it was counted, and is nobody's telephone.
COUNTED = (
    "euros", "francs", "fcfa", "f cfa", "xof", "xaf", "cfa", "dinars", "dirhams", "ariary", "gourdes", "dollars",
    "millions", "million", "milliards", "mille", "pour cent", "signalements", "cas", "enfants", "personnes",
    "utilisateurs", "appels", "visites", "images", "fichiers", "habitants", "menages", "articles",
)
