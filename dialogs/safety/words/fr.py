"""French words that are looked for; how to write them is said at the top of this folder."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# --- A case, or a person at risk ---

# Enough by themselves.
ALONE = (
    # asking for help
    "aidez moi", "aide moi", "aidez nous", "aider moi", "au secours", "a l aide", "besoin d aide", "sauvez moi",
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
    "ont l air d avoir #", "a l air d avoir #",
)

# One's own people: an official who describes a response has no reason to name them. Enough by themselves.
MINE = (
    "ma fille", "mon fils", "mes enfants", "mon enfant", "ma soeur*", "mon frere*", "ma petite", "mon petit",
    "mon bebe", "ma niece", "mon neveu", "ma cousine", "mon cousin", "mon ami", "mon amie", "ma copine", "mon copain",
    "ma voisine", "mon voisin", "mon eleve", "ma belle fille", "mon beau fils", "mon mari", "ma femme",
    "mon conjoint", "ma mere", "ma maman", "mon pere", "mon papa", "mon oncle", "mon tonton", "ma tante",
    "mon beau pere", "mon bo pere", "mon grand pere", "ma grand mere", "mon prof*", "mon entraineur", "mon coach",
    "mon ex", "mon patient", "ma patiente", "notre fille", "notre fils", "notre petite", "notre petit",
    "notre enfant", "notre voisin*", "notre eleve", "ma dit", "mon demi", "ma demi", "mon beau", "ma belle",
    "mes filles", "mes fils", "mon filleul", "ma filleule", "notre niece", "notre neveu", "ma petite soeur",
    "mon petit frere", "mon garcon", "mes cousins", "mes cousines", "mes petits", "mes freres", "mes soeurs",
    "notre prof", "notre coach", "notre moniteur", "ma camarade", "mon camarade", "mon gendre", "ma marraine",
    "mon parrain", "mon beau frere", "ma demi soeur",
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
    "tonton", "tata", "oncle est", "chez nous avec",
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
    "une appelante", "un appelant", "un moniteur", "le moniteur",
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
    "filmait", "abuse de", "abusait", "a abuse", "abusee", "a ete abuse*", "ete abuse*", "viole", "violee", "violait",
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
    "degout*", "main sous", "sa main", "jupe", "culotte", "embrasse*", "crie", "cris", "cache", "se cache",
    "la regarde", "le regarde", "me regarde", "quand elle se lave", "se lave", "se douche", "sang", "saigne",
    "blesse*", "blessures", "cachets", "medicaments", "en veut encore", "paie", "paye", "ou j habite", "il arrive",
    "apres le cours", "en prive", "ecrit au", "ecrit a", "tournent", "circulent", "la suit", "le suit",
    "n arrete pas", "arrete pas", "coincee", "m echapper", "pistolet", "couteau", "ivre", "saoul", "l a emmene*",
    "l a pris*", "emmenee", "la marient", "le marient", "morte", "mort", "personne le sait", "montre a ma",
    "ne sort jamais", "pas rentree", "pas rentre", "pas revenue", "pas revenu", "ont vendue", "ont vendu",
    "encore mal", "fait encore", "m a fait", "fait ca", "lui demande des", "garde apres", "la touche", "le touche",
    "qui touche", "l oblige", "m oblige",
)

# What it may be about. By itself it says nothing: it counts beside somebody in particular, oneself, or just now.
TOPIC = (
    "abus", "viol", "harcelement", "grooming", "photo", "photos", "image", "images", "video", "videos", "nudes",
    "camera", "webcam", "cam", "suicide", "sexe", "sexuel*", "porno*", "agresseur", "sous la douche", "argent",
    "rencontre en ligne", "rencontre sur", "sur internet", "en ligne", "dans un jeu", "marier", "drogue*", "inconnus",
    "secret", "chambre", "lit", "dortoir", "hotel", "voiture", "camionnette", "sa maison", "chez lui", "la porte",
    "toilettes", "marques", "seul", "seule", "telephone", "tablette", "ordi", "messages", "captures", "bonbons",
    "cadeaux", "jeu", "films", "sextorsion", "chantage",
)

# Talk of many, of law, of institutions and of figures. A word here silences its sentence: add with care.
MANY = (
    "loi", "lois", "article*", "art", "code", "decret", "arrete", "reglement", "protocole", "politique", "plan",
    "strategie", "pour cent", "statistique*", "enquete*", "etude", "donnees", "cas", "signalements", "plaintes",
    "enfants victimes", "victimes", "mineurs", "mineures", "une fille ou un garcon", "un garcon ou une fille",
    "tout enfant", "chaque enfant", "un enfant peut", "peut", "peuvent", "doit", "doivent", "budget", "forme*",
    "formation", "legislation", "infraction*", "penal*", "tribunal", "tribunaux", "parquet*", "definition", "brigade",
    "ligne gratuite", "numero gratuit", "quiconque", "celui qui", "chercheurs", "la plupart", "plupart", "beaucoup",
    "souvent", "parfois", "rarement", "selon", "annuel", "ratifi*", "en vigueur", "adopte*", "procureurs",
    "magistrats", "juges", "national*", "prison", "par an", "chaque annee", "sont envoyees", "mon bureau",
    "mon unite", "mon ministere", "mon avis", "mon pays", "mes collegues", "ma connaissance", "il ou elle", "garcons",
    "enseignants", "incest*", "augmente*", "il existe", "il n existe", "il n y a", "il faut", "il s agit",
    "il manque", "il reste", "ministere*", "departement*", "commission*", "comite", "conseil", "agence*",
    "programme*", "projet*", "fournisseur*", "plateforme*", "entreprise*", "industrie", "portail", "chiffres",
    "pas sur des", "nommee", "nomme", "point focal", "institution*", "norme*", "procureur", "specialise*", "pilote",
    "cadre", "coordination", "mandat", "capacite*", "indicateur*", "evaluation", "guide", "secteur", "autorite*",
    "parlement", "assemblee", "region*", "unite", "ministre", "commissaire", "policiere", "permet", "permettent",
    "mon nom", "je m appelle", "je ne comprends pas", "je comprends pas", "comprends pas", "ma reponse",
    "mes reponses", "la question", "cette question", "le bot", "ce bot", "langue", "delai", "bouton*", "invitation",
    "le lien", "passer la", "plus tard",
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
