"""English words that are looked for; how to write them is said at the top of this folder."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# --- A case, or a person at risk ---

# Enough by themselves.
ALONE = (
    # asking for help
    "help me", "helpme", "help us please", "pls help", "plz help", "please help", "need help now", "save me",
    "what should i do", "what shall i do", "what do i do", "what can i do if", "what to do if my", "who can i call",
    "who do i call", "who should i call", "who can i tell", "where can i report", "how do i report",
    "call the police", "send … police", "send help", "nobody believes me", "no one believes me", "nobody beleives me",
    "nobody belives me", "dont tell anyone", "don t tell anyone", "if i tell", "if i dont pay", "if i don t pay",
    # not wanting to live
    "want to die", "wanna die", "wants to die", "wanted to die", "wish i was dead", "wish i were dead", "kill myself",
    "killing myself", "kill herself", "kill himself", "killing herself", "killing himself", "end my life",
    "end her life", "end his life", "ending my life", "end it all", "my suicide", "suicidal", "suicide note",
    "commit suicide", "dont want to live", "don t want to live", "no reason to live", "cut myself", "cutting myself",
    "hurt myself", "harm myself", "harming herself", "harming himself", "cutting herself", "tried to kill",
    "cant take it any*", "can t take it any*", "cant go on", "can t go on", "better off dead",
    # done to me
    "touches me", "touched me", "touching me", "touch me", "hits me", "hit me", "beats me", "beat me", "hurts me",
    "hurt me", "hurting me", "abuses me", "abused me", "abusing me", "abuse me", "raped me", "rapes me", "rape me",
    "films me", "filmed me", "filming me", "films us", "filmed us", "touches us", "beats us", "recorded me",
    "threaten* me", "threatn* me", "blackmail* me", "blackmale* me", "stalk* me", "grooming me", "groomed me",
    "molest* me", "forces me", "forced me", "forcing me", "makes me take", "made me take", "make me take",
    "makes me do", "made me do", "makes me undress", "made me undress", "makes me sleep", "locks me", "locked me",
    "sold me", "sells me", "kill me", "i was raped", "i was abused", "i was molested", "i was assaulted",
    "i got raped", "i am being", "i m being", "im being", "ive been raped", "i have been raped", "i ve been",
    "i was groomed", "happened to me", "come into my room", "comes into my room", "to my room", "in my bed",
    "scared of my", "afraid of my", "afraid of him", "scared of him", "scared to go home", "meet me alone",
    "meet me in secret",
    # pictures of me
    "my nudes", "my nude*", "nudes of me", "my naked", "naked pic* of me", "video of me", "videos of me",
    "picture of me", "pictures of me", "pics of me", "photos of me", "photo of me", "images of me", "vid of me",
    "my pics", "my pix", "leak* my", "post* my pic*", "post* my photo*", "shar* my photo*", "send … my photo*",
    "send … my picture*", "send … my video*", "sent him … pic*", "sent him … photo*", "sent him … nude*",
    "sent her … nude*", "ask* me for pic*", "ask* me for photo*", "ask* me for nude*", "asks for my pic*",
    "asks me to send", "wants me to send", "send him pic*", "send him nude*", "show him my", "on cam",
    "want it to stop", "want to disappear", "make it stop", "make him stop", "please stop him", "stop him please",
    "hide me", "need to hide", "run away from home", "he will burn", "burn our house", "her last night",
    "his last night", "my last night", "my last day", "what to do if", "what do we do", "what should we do",
    "what now", "don t know what to do", "dont know what to do", "don t know who to", "dont know who to",
    "cant sleep", "can t sleep", "keep seeing it", "keep thinking about it", "cant eat", "hurry", "plz hurry",
    "dont want to wake up", "don t want to wake up", "not wake up", "wanna disappear", "wanna kms", "kms",
    "want to end", "going to jump", "gonna jump", "took all the", "took a whole", "hang myself", "hanging herself",
    "hanging himself", "no point living", "better without me", "hate my life", "hate myself", "self harm*",
    "am i in trouble", "will i get in trouble", "is it normal", "is it my fault", "was it my fault", "is this normal",
    "is it ok if", "is it ok that", "is it wrong", "my fault", "stuff to me", "things to me", "stuff with me",
    "it to me", "did to me", "does to me", "doing to me", "do to me", "made us", "makes us", "forced us", "on me",
    "inside me", "on top of me", "next to me in bed", "my top off", "my clothes", "my pants", "my panties",
    "my shirt off", "my bra", "my body", "my boobs", "my breasts", "my private*", "my bum", "my bottom", "my face on",
    "my room", "my bed", "my bedroom", "knows my address", "knows where i live", "screenshots of me",
    "has screenshots", "got screenshots", "leak it", "leak them", "expose me", "post it", "send it to everyone",
    "send to everyone", "tell my dad", "tell my mum", "tell my mom", "tell my parents", "tell my wife",
    "send them to my", "sextorted", "being blackmailed", "blackmailing me", "attracted to", "urges", "these thoughts",
    "i clicked", "stop watching", "stop looking", "how do i stop", "how can i stop", "i need to stop",
    "i want to stop", "before i do", "i looked at", "i downloaded", "i have never touched", "get help for",
    "wont leave me", "won t leave me", "not safe at home", "locked in with", "locked me in", "stuck in the",
    "nobody knows what", "no one knows what", "nobody believes", "never told anyone", "i never told", "told no one",
    "told nobody", "told no body", "pregnant and", "i was #", "when i was #", "since i was #", "delete a pic",
    "delete a photo", "delete my", "take down my", "take down a pic", "remove my pic", "removed from a site",
    "full of videos of", "full of pictures of", "full of kids",
)

# One's own people: an official who describes a response has no reason to name them. Enough by themselves.
OWN = (
    "my", "our",
)

KIN = (
    "daughter*", "son", "sons", "sis", "sister*", "bro", "brother*", "child", "kid*", "girl", "boy", "baby", "niece*",
    "nephew*", "friend", "bff", "best friend", "mate", "cousin*", "cuz", "neighbo*", "pupil*", "stepdaughter",
    "stepson", "wife", "husband", "hubby", "mum", "mom", "mama", "mam", "mummy", "mommy", "mother", "dad", "daddy",
    "papa", "father", "uncle", "unc", "aunt", "auntie", "aunty", "grandson", "granddaughter", "grandad", "grandpa",
    "nan", "gran", "teacher", "coach", "trainer", "boyfriend", "girlfriend", "gf", "ex", "fiance*", "classmate*",
    "roommate", "flatmate", "landlord", "lodger", "tutor", "pastor", "priest", "imam", "sheikh", "driver", "nanny",
    "babysitter", "maid", "madam", "housemaid", "house help", "stepbrother", "stepsister", "stepmum", "godfather",
    "godson", "goddaughter", "big brother", "twin*", "dads friend", "mums boyfriend", "moms boyfriend",
    "dad s friend", "mum s boyfriend", "own father", "own mother", "own child", "own kid*",
)

# Each of OWN before each of KIN, and some more.
MINE = (
    *(f"{own} {kin}" for own in OWN for kin in KIN),
    "my dauther", "my dautghter", "my daugther", "my children", "my friend*", "my nieghbo*", "my student*",
    "my little", "my partner", "my stepfather", "my stepdad", "my stpdad", "my step", "my grand*", "my client",
    "my patient", "my step*", "my half", "my foster", "our foster", "our grand*", "my stepmother", "my stepmom",
)

# Somebody in particular.
NEAR = (
    "next door", "her uncle", "her father", "her stepfather", "her stepdad", "her mother", "her teacher", "her coach",
    "her brother", "her cousin", "her grand*", "her aunt", "her boyfriend", "her own", "her son", "her daughter",
    "his uncle", "his father", "his stepfather", "his mother", "his teacher", "his coach", "his own", "his daughter",
    "his son", "his stepdaughter", "his stepson", "his niece", "his pupils", "his brother", "his grand*", "the uncle",
    "the stepfather", "the father s", "the mother s", "one of the girls", "one of the boys", "one of the children",
    "one of the kids", "one of the pupils", "one of our", "one of his", "one of her", "a # year* old",
    "an # year* old", "a # yr* old", "# yr* old", "# yo", "# y o", "# year* old girl", "# year* old boy",
    "girl … aged #", "boy … aged #", "child aged #", "girl of #", "boy of #", "girl #", "boy #", "she is #",
    "he is #", "shes #", "hes #", "she s #", "he s #", "i am #", "im #", "i m #", "son #", "daughter #", "this girl",
    "this boy", "this child", "this man", "this guy", "that girl", "that boy", "i know a", "i know of a",
    "i know someone", "we have a … girl", "we have a … boy", "we have a … child", "we have a #", "there is a … girl",
    "there is a … boy", "there is a … child", "theres a girl", "theres a boy", "a pupil told", "a girl told",
    "a boy told", "a child told", "a student told", "a pupil says", "a girl says", "a mother came", "a father came",
    "a parent came", "the victim a", "was brought in", "in my village", "in my street", "in my school", "in my class",
    "at my school", "in our street", "in our building", "in the village of", "her dad", "her daddy", "her mum",
    "her mom", "her stepbrother", "her sister", "her neighbo*", "his dad", "his mum", "his mom", "his sister",
    "his cousin", "his aunt", "his friend", "her friend", "their mother", "their father", "their uncle", "their dad",
    "their mum", "their mom", "their teacher", "their coach", "their stepfather", "their aunt", "granddaughter",
    "grandson", "stepdaughter", "stepson", "stepbrother", "stepfather", "she looks after", "he looks after",
    "two brothers", "two sisters", "three sisters", "three brothers", "she is about #", "he is about #", "who is #",
    "is only #", "only #", "im only #", "just #", "turned #", "aged # who", "# years old", "# and # stay",
    "brothers #", "sisters #", "kids #", "a #yo", "# f", "# m", "one of my students", "one of my pupils",
    "one of my girls", "one of my boys", "one of my patients", "twins of #", "triplets", "mum", "mom", "mummy",
    "mommy", "dad", "daddy", "grandad", "grandma", "granny", "grandpa", "in the … file", "in case #", "case no",
    "case number", "on his computer", "on his phone", "on his laptop", "on his pc", "on his drive", "on his office",
    "on her phone", "on his tablet", "upstairs", "downstairs", "the flat above", "across the road",
    "across the street", "down the road", "our street", "our block", "our building", "our village", "our compound",
    "grade #", "year #", "# yrs old", "# yr old", "# yrs", "about #", "barely #", "maybe #", "under #", "is # and",
    "he says", "she says", "he said", "she said", "he told", "she told", "he wants", "she wants", "he makes",
    "he made", "he keeps", "he took", "he takes", "he comes", "he came", "he has been", "he sends", "he sent",
    "he asked", "he asks", "she cries", "she went", "the same kid", "the same child", "the same girl", "the same boy",
    "told her not", "told him not", "was seen", "i think he", "i think she", "i think her", "i think his",
    "little ones", "small ones", "wee ones", "his victims are", "suspect works", "the suspect was", "username",
    "his username", "screaming", "child about", "boy about", "girl about", "line cut", "hung up", "rang off",
    "he s been", "he does", "he did", "he gets", "he gives", "he touches", "he touched", "he likes", "he locks",
    "he looks", "he watches", "he puts", "he put", "he shows", "he showed", "he goes", "he went", "he films",
    "he calls", "he follows", "he threatens", "he promised", "he will", "he ll", "he hits", "he hurts", "he loves",
    "he lives", "he just", "he also", "he only", "he always", "he never", "he even", "he still", "and he", "that he",
    "what he", "when he", "because he", "bc he", "cuz he", "but he", "so he", "then he", "where he", "until he",
    "he and", "with him", "to him", "from him", "about him", "by him", "she gets", "she gives", "she touches",
    "she touched", "she likes", "she looks", "she watches", "she puts", "she put", "she shows", "she goes",
    "she films", "she calls", "she follows", "she will", "she ll", "she just", "she also", "she only", "she always",
    "she never", "she even", "she still", "she does", "she did", "she won t", "she wont", "she doesn t", "she isn t",
    "she wet", "she acts", "she ran", "she has no", "she keeps", "she s been", "she lives", "what she", "when she",
    "because she", "but she", "and she", "so she", "then she", "with her", "to her", "from her", "about her",
    "by her",
)

# Somebody, though perhaps nobody in particular: it does not count beside the words of MANY.
SOMEBODY = (
    "a girl", "a boy", "a child", "a pupil", "a student", "a kid", "a baby", "a teenager", "a minor", "the child",
    "the boy", "the pupil", "the kid", "# year* old", "a teacher", "a man", "someone", "somebody", "an uncle",
    "a father", "a stepfather", "a victim", "the victim", "the girl", "this woman", "a woman", "the woman", "the man",
    "a guy", "the guy", "the neighbo*", "a neighbo*", "a stranger", "the stranger", "an adult", "a grown man",
    "an old man", "older man", "a colleague", "a relative", "a cousin", "a grandmother", "a grandfather", "a mother",
    "a coach", "the coach", "the teacher", "the baby", "a toddler", "a 'boy", "the uncle", "the aunt",
    "the stepfather", "one of the residents", "boyfriend", "stepdad", "our caretaker", "the caretaker", "a caretaker",
    "a guard", "the guard", "a driver", "the driver", "a priest", "the priest", "the pastor", "a pastor", "the imam",
    "a nurse", "the nurse", "a doctor", "the doctor", "a landlord", "the landlord", "a lodger", "a tenant", "a tutor",
    "the tutor", "a nanny", "a babysitter", "a trainee", "a volunteer", "the inspector", "an inspector", "a soldier",
    "a farmer", "an officer", "a lady", "a couple", "a caller", "two girls", "two boys", "the girls", "the boys",
    "foster father", "foster mother", "the father", "the mother", "a young", "another girl", "another boy",
    "some guy", "kid", "kids", "lad", "lads", "toddler*", "infant", "baby", "babies", "pikin", "driver", "matron",
    "masseur", "masseuse", "warden", "janitor", "caretaker", "cleaner", "gardener", "foreman", "clown", "barber",
    "tailor", "shopkeeper", "peacekeeper", "tutor", "nanny", "babysitter", "pastor", "priest", "imam", "monk", "nun",
    "sheikh", "reverend", "coach", "headmaster", "headmistress", "deputy head", "landlord", "lodger", "tourist",
    "foreigner", "expat", "stranger", "dude", "bloke", "guy", "guys", "fella", "creep", "creepy", "pervert", "perv",
    "pedo", "paedo", "weirdo", "madam", "auntie", "aunty", "uncle", "stepfather", "stepmum", "stepmother", "cousin",
    "niece", "nephew", "godfather", "neighbor", "neighbour", "neighbors", "neighbours", "classmate", "roommate",
    "husband", "girlfriend", "fiance", "lover", "the suspect", "the accused", "fisherman", "trucker", "sailor",
    "photographer", "dentist", "houseboy", "housegirl", "maid", "youngster", "twins", "siblings", "older men",
    "old men", "old man", "old guy", "grown men", "adult men", "a customer", "a client", "the client", "the buyer",
    "a buyer", "a pupil of", "volunteer at", "student says", "girlfriend s", "the older one", "the younger one",
    "the youngest", "the eldest", "the elder one", "the boss", "a boss", "the tenant", "our tenant",
)

# What was just seen, heard or told.
NOW = (
    "today", "tonight", "tomorrow", "this week", "this afternoon", "this evening", "yesterday evening", "an hour ago",
    "just now", "told us", "told me", "tells us", "came to us", "came to our", "came in", "rang us", "rang our",
    "called us", "called our", "called today", "called in", "wrote to us", "wrote to me", "contacted us",
    "reached out", "showed us", "showed me", "brought in", "confided", "disclosed to", "we hear", "we heard",
    "i heard", "i saw", "i found", "we saw", "we know", "says he", "says she", "says her", "says his", "says that he",
    "says that she", "reported that the", "last week", "last month", "last monday", "last tuesday", "last wednesday",
    "last thursday", "last friday", "last saturday", "last sunday", "on friday", "every friday", "every night",
    "at night", "every day after", "says that", "said her", "said his", "wrote that", "found a", "it happened again",
    "happened again",
)

# Words that may stand for a person or for an office: they count beside NOW and TOPIC.
PRONOUN = (
    "he", "she", "her", "him", "his", "hers", "hes", "shes",
)

# Myself. Beside the words of MANY it counts only where something of the other lists stands near it.
SELF = (
    "i", "me", "im", "ive", "my", "mine", "myself",
)

# What happens, in forms in which it happens to somebody.
HAPPENING = (
    "touch*", "films", "filmed", "filming", "film him", "film her", "record* her", "record* him", "abuses", "abused",
    "abusing", "abussing", "rapes", "raped", "raping", "molest*", "assaulted", "assaults", "assaulting", "blackmail*",
    "blackmale*", "sextort*", "threaten*", "threatn*", "groomed", "grooms", "being groomed", "lures", "lured",
    "luring", "harassed", "harassing", "harasses", "stalk*", "hits", "hitting", "beats", "beaten", "beating",
    "bruise*", "hurts", "hurting", "being hurt", "bad things to", "things to her", "things to him", "undress*",
    "naked", "nude*", "sells", "sold", "selling", "pimp*", "kidnap*", "abducted", "is missing", "been missing",
    "went missing", "disappeared", "ran away", "run away", "locked", "locks", "forces her", "forces him", "forced to",
    "makes her", "makes him", "asks her for", "asked her for", "asks him for", "asking her", "asking him",
    "asking my", "sends her", "sent her", "sends him", "comes into her room", "into her room", "into his room",
    "in her bed", "in his bed", "sleeping with", "sleeps with", "sleep with", "sex with", "having sex", "pregnant",
    "videos of her", "videos of him", "video of her", "video of him", "images of her", "images of him",
    "photos of her", "photos of him", "pictures of her", "pictures of him", "whose images", "whose photos",
    "whose pictures", "whose video*", "her photos", "her pictures", "her nudes", "his photos", "his pictures",
    "sharing it", "shared it", "posted it", "in danger", "at risk from", "not safe", "unsafe", "afraid", "scared",
    "crying", "alone with", "living with the", "lives with the", "lives with him", "still living with",
    "still with the", "keeps it quiet", "sugar daddy", "hurt*", "harm him", "harm her", "dirty", "ashamed",
    "disgust*", "hand under", "hands on", "his hand", "her hand", "skirt", "underwear", "kiss*", "scream*", "cries",
    "cry", "hide", "hiding", "hides", "watches her", "watches him", "watches me", "when she washes", "when he washes",
    "bath*", "showers", "bleeding", "blood", "injur*", "wound*", "pills", "overdose", "cutting", "cuts her",
    "cuts him", "took pills", "wants more", "wants money", "pay him", "paid him", "where i live", "is coming",
    "after class", "private message*", "messages from", "going around", "follows her", "follows him", "following me",
    "won t stop", "wont stop", "won t leave", "wont leave", "stop him", "stop her", "trapped", "can t leave",
    "cant leave", "escape", "gun", "knife", "begs", "begged", "begging", "threw", "slap*", "punch*", "chok*", "drunk",
    "gave her", "gave him", "took her", "took him", "took my", "picks her", "picks him", "marry her", "marries",
    "married", "engaged to", "abort*", "died", "is dead", "nobody must know", "show my", "shows her", "shows him",
    "never comes out", "does not come home", "didn t come home", "did not come home", "gone since", "disappear*",
    "pays her", "pays him", "pays them", "pays their", "pays me", "trafficked", "is trafficking", "being trafficked",
    "finger", "fingers", "thigh*", "breast*", "boobs", "chest", "penis", "vagina", "willy", "bum", "buttock*",
    "private parts", "privates", "nipple*", "groin", "crotch", "lap", "knickers", "panties", "undies", "blanket",
    "duvet", "mattress", "pyjama*", "bra", "wet herself", "wet himself", "pees", "peeing", "sperm", "semen",
    "condom*", "sex for", "for sex", "paid for sex", "touches", "fondl*", "grop*", "strok*", "lick*", "peep*",
    "spies on", "sneak*", "creeps", "tied", "tied up", "drugged", "beaten up", "slapped", "burns when", "hurts when",
    "picked up by", "picks up", "rents out", "rent out", "rented out", "shares with", "lends", "sold for",
    "sells after", "biscuits", "candy", "sweets", "gives sweets", "swat", "screenshot*", "onlyfans", "livestream*",
    "live stream*", "streams her", "streams his", "dirty things", "porn clip", "discord", "roblox", "fortnite",
    "snapchat", "wetting", "nightmares", "self harm*", "beach house", "truck", "his quarters", "in pairs",
    "one by one", "comes and goes", "coming and going", "locks the", "doesn t speak", "won t speak", "won t sit",
    "says nothing", "barely eats", "not eating", "looks like ghosts", "ghosts", "bleeds",
)

# What it may be about. By itself it says nothing: it counts beside somebody in particular, oneself, or just now.
TOPIC = (
    "abuse", "rape", "blackmail", "grooming", "photo*", "pic", "pics", "picture*", "image*", "video*", "vid", "nudes",
    "webcam", "camera", "missing", "suicide", "sex", "porn*", "offender", "in the shower", "does things", "drugged",
    "married off", "to marry", "met online", "meet him", "meet her", "met … online", "met on", "met in a game",
    "from the internet", "to meet", "secret", "money", "strangers", "bad touch", "room", "bed", "dormitory", "hotel",
    "his car", "van", "his house", "the door", "toilet*", "marks", "alone", "phone", "tablet", "laptop", "chats",
    "messages", "injur*", "sweets", "gifts", "presents", "game", "escort", "films", "trafficking", "tent", "hut",
    "truck", "car", "field", "forest", "roof", "basement", "cellar", "barn", "shed", "flat", "apartment", "cabin",
    "tripod", "stand", "dm", "dms", "chat", "folder", "hidden", "hard drive", "usb", "clip", "clips", "biscuits",
    "game skins", "skins", "followers", "drunk", "weed", "whatsapp", "insta", "instagram", "telegram", "tiktok",
    "sugar",
)

# Talk of many, of law, of institutions and of figures. A word here silences its sentence: add with care.
MANY = (
    "law", "laws", "act", "section*", "sections", "article*", "code", "bill", "decree", "regulation*", "guideline*",
    "protocol", "policy", "plan", "strategy", "percent", "per cent", "statistic*", "survey*", "study", "data",
    "cases", "reports", "girls and boys", "any child", "every child", "each child", "a boy or a girl",
    "a girl or a boy", "if a child", "whether a child", "may be", "can be", "shall", "must be", "budget", "trained",
    "training", "nobody counts", "legislation", "crime", "offence*", "criminal*", "court*", "definition", "module",
    "he or she", "him or her", "his or her", "my office", "my unit", "my ministry", "my department", "my view",
    "my opinion", "my knowledge", "my country", "my institution", "my colleague*", "my organi*", "who threatens",
    "researchers", "may", "might", "should", "according", "annual", "ratified", "adopted", "in force", "prosecutors",
    "judges", "officers", "national", "a person who", "the police can", "are trained", "punished", "up to five years",
    "imprisonment", "per year", "every year", "each year", "ministry", "department", "commission*", "council",
    "committee", "agency", "agencies", "programme*", "program", "project*", "provider*", "platform*", "compan*",
    "industry", "portal", "steering", "figures", "not sure about", "not aware of", "in my", "appointed",
    "focal point", "institution*", "standard*", "prosecutor", "specialised", "specialized", "pilot*", "framework",
    "ratification", "interagency", "inter agency", "coordination", "mandate", "capacity", "indicator*", "evaluation",
    "guidance", "sector", "authority", "authorities", "parliament", "cabinet", "gazette*", "region*", "districts",
    "video link", "female officer", "my name", "don t understand", "dont understand", "do not understand",
    "my answer*", "the question", "this question", "next question", "this bot", "the bot", "language",
    "my assessment", "the assessment", "deadline", "button*", "invitation", "the link", "can i look",
    "come back later", "answer later", "my colleagues", "legal aid", "is defined", "defined as", "when a child",
    "proceedings", "social services", "best interests", "best interest", "consent is", "hotline*", "helpline*",
    "fund", "procedure*", "unit", "units", "referral*", "criterion", "criteria", "legal", "staff", "a judge", "focal",
    "24 hours", "cases in which", "know of cases", "child protection", "workforce", "the rights of the child",
    "rights of the child", "surveyed", "child offenders",
)

# Talk of children and people at large. It silences SOMEBODY and HAPPENING, but nobody in particular and not oneself.
SEVERAL = (
    "children", "victims", "minors", "survivors", "most", "many", "few", "often", "sometimes", "a minor",
)

# What one says about one's own answer and knowledge. It silences only SELF.
VIEW = (
    "i don t know", "i dont know", "i do not know", "i can t judge", "i cannot judge", "i can t say", "i cannot say",
    "i could not say", "i couldn t say", "can t say", "i think", "i would say", "i d say", "i believe", "i guess",
    "i suppose", "i assume", "i would put", "i put", "i chose", "i choose", "i disagree", "i agree", "i doubt",
    "i need to check", "i d need to check", "i would need", "i have to check", "i have to ask", "i must ask",
    "i must check", "i will check", "i ll check", "i will ask", "i am new", "i m new", "as far as i", "i never heard",
    "i have never heard", "i have not heard", "i was not involved", "i am not involved", "not my field",
    "not my area", "out of my", "outside my", "can i skip", "can i change", "can i come back", "i have no",
    "i am not aware", "i m not aware", "i am not sure", "i m not sure", "i have not seen", "i haven t seen",
    "i am told", "i refer", "i mean", "my answer*", "my boss", "my superior*", "my director*", "my team", "my role",
    "my job", "my post", "my predecessor", "my successor", "my experience", "my section", "my institution",
    "my district", "my province", "my first answer", "may i skip", "i am not the right person", "ask me later",
    "but i have not", "i d need", "nobody uses", "check with my", "i have seen no",
)

# --- Parts by which a person could be found ---

PHONE = (
    "phone", "telephone", "tel", "mobile", "cell", "cellphone", "whatsapp", "viber", "signal", "call", "ring", "text",
    "sms", "contact", "reach me at", "my number", "his number", "her number",
)
IDENTITY = (
    "passport", "id", "identity card", "identity", "national id", "id card", "nin", "ssn", "social security",
    "national insurance", "birth certificate", "driving licence", "driver s license", "drivers license",
    "licence plate", "account", "acct", "bank account", "aadhaar", "bvn", "iban", "tax number", "tin",
)
BIRTH = (
    "born", "dob", "d.o.b", "d.o.b.", "date of birth", "birth date", "birthdate", "birthday", "birth",
)
# Beside these a date of birth is a line that a law draws.
BIRTH_RANGE = (
    "after", "before", "since", "between", "from", "until",
)
MONTHS = (
    "january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "june", "jun", "july", "jul",
    "august", "aug", "september", "sept", "sep", "october", "oct", "november", "nov", "december", "dec",
)
TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam", "officer", "inspector", "sergeant", "named",
    "called", "name is", "judge", "teacher", "pastor", "father", "sister",
)
# Words with a capital letter that are part of no person's name.
NO_NAMES = (
    "ministry", "office", "police", "unit", "department", "law", "act", "section", "child", "children", "childline",
    "helpline", "hotline", "national", "council", "court", "agency", "commission", "centre", "center", "school",
    "hospital", "university", "republic", "the", "this", "that", "contact", "call", "email", "e-mail", "write",
    "phone", "tel", "see", "ring", "whatsapp", "telegram", "facebook", "instagram", "minister", "director",
    "secretary", "from", "she", "he", "her", "his", "my", "passport", "account", "card", "born", "paid", "general",
    "line", "public", "bank", "authority", "service", "services", "desk",
)
# Behind a number they say that it was counted, and is nobody's telephone.
COUNTED = (
    "dollars", "pounds", "shillings", "naira", "rand", "rupees", "euros", "usd", "eur", "gbp", "million", "billion",
    "thousand", "percent", "per cent", "reports", "cases", "children", "people", "users", "calls", "views", "visits",
    "images", "files", "urls", "households", "inhabitants",
)
