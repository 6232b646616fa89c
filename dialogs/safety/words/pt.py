"""Portuguese words that are looked for; how to write them is said at the top of this folder."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# --- A case, or a person at risk ---

# Enough by themselves.
ALONE = (
    # asking for help
    "me ajuda", "me ajude", "me ajudem", "ajuda me", "ajudem me", "ajude me", "nos ajude", "socorro",
    "preciso de ajuda", "ajuda por favor", "por favor ajud*", "o que eu faço", "oq eu faço", "oq faço", "o que faço",
    "que faço se", "que devo fazer", "para quem eu ligo", "pra quem ligo", "pra quem eu ligo", "para quem ligo",
    "a quem ligo", "quem posso ligar", "onde denuncio", "como denuncio", "onde posso denunciar", "chamem a policia",
    "mandar … policia", "mandem … policia", "ninguem acredita", "ninguem me acredita", "se eu contar", "se contar",
    "se eu nao pagar", "se nao pagar", "nao contar pra ninguem", "nao conta pra ninguem",
    # not wanting to live
    "quero morrer", "quer morrer", "queria morrer", "vontade de morrer", "vontade de viver", "quero mais viver",
    "quer mais viver", "nao quero viver", "me matar", "se matar", "matar me", "matar se", "suicidar*", "suicidio",
    "tirar a minha vida", "tirar minha vida", "tirar a propria vida", "acabar com tudo", "acabar com a minha vida",
    "acabar com minha vida", "por fim a vida", "nao aguento mais", "me corto", "se corta", "me cortar", "corto me",
    "me machucar", "magoar me",
    # done to me
    "mexe comigo", "mexeu comigo", "mexia comigo", "me toca*", "me tocou", "toca me", "tocou me", "tocava me",
    "me bate*", "bate me", "bateu me", "bater em mim", "me machuca*", "me machucou", "magoa me", "me violenta*",
    "me violou", "violou me", "me estupr*", "abusa de mim", "abuza de mim", "abusou de mim", "abusava de mim",
    "abusam de mim", "me abusa*", "me abusou", "me filma*", "me filmou", "filma me", "filmou me", "me grava*",
    "me gravou", "me ameaça*", "me ameaçou", "ameaça me", "ameaçou me", "me chantage*", "chantageia me",
    "me extorqu*", "me assedi*", "assedia me", "me obrig*", "obriga me", "obrigou me", "me força*", "força me",
    "me faz tirar", "me fez tirar", "faz me tirar", "me tranca*", "me vende*", "me vendeu", "me mata", "mata me",
    "vai me matar", "me persegue*", "persegue me", "me pede foto*", "pede me foto*", "me pede nude*",
    "me pediu foto*", "me pede dinheiro", "fui abusad*", "fui violad*", "fui estuprad*", "estou sendo", "to sendo",
    "estou a ser", "tenho medo do", "tenho medo de", "tenho medo dele", "me ver sozinh*", "ver me sozinh*",
    "encontrar comigo", "no meu quarto", "na minha cama", "passa a mao em mim", "passou a mao em mim",
    # pictures of me
    "meus nudes", "meu nude", "minhas fotos", "minhas nudes", "as minhas fotos", "fotos minhas", "foto minha",
    "video meu", "videos meus", "um video de mim", "mandei … foto*", "enviei … foto*", "mandei nude*",
    "mandei um video", "foto pelad*", "fotos pelad*", "tirar a roupa na", "quero que isso pare", "quero que pare",
    "quero sumir", "quero desaparecer", "alguem para ele", "me esconder", "me escondam", "me esconde", "esconder me",
    "ele diz que", "diz que vai me", "queima nossa", "e a ultima noite", "noite e a ultima", "a ultima noite",
    "minha ultima noite", "meu ultimo dia", "o q faço", "que eu faço", "q eu faço", "e agora", "que fazemos",
    "oque fazemos", "o que fazemos", "o que se faz", "oq fazer", "o que fazer", "nao sei o que fazer",
    "nao sei pra quem", "pra quem eu conto", "pra quem conto", "a quem conto", "com quem falo", "com quem eu falo",
    "preciso falar com alguem", "preciso de ajud*", "ajuda pfv", "ajuda pf", "mim ajuda", "mi ajuda", "help me",
    "corre", "urgente pfv", "venham rapido", "qro morrer", "kero morrer", "qero morrer", "quero me matar",
    "quero morre", "nao quero acordar", "n quero viver", "n quero mais", "nao quero mais", "n aguento", "nao aguento",
    "nao durmo", "nao consigo dormir", "nao como", "vejo tudo de novo", "vendo tudo de novo", "me odeio",
    "odeio minha vida", "odeio me", "tomei tudo", "tomei todos", "tomei todas", "tomei os comprimidos", "me cortando",
    "to me cortando", "cortando os pulsos", "me jogar", "me enforcar", "e minha culpa", "minha culpa", "culpa minha",
    "e normal o", "e normal que", "e normal ele", "e errado", "vou ter problema", "vou me dar mal", "to gravida",
    "estou gravida", "acho que to gravida", "mexe em mim", "mexer comigo", "mexendo comigo", "faz coisas comigo",
    "faz umas coisas", "faz isso comigo", "fez isso comigo", "fez comigo", "fazem comigo", "fizeram comigo",
    "fez aquilo comigo", "me fez", "me faz", "me fizeram", "faz me mal", "fez me mal", "me obriga", "me espia",
    "me espiando", "espiando no banho", "me olha quando", "filmou a gente", "filma a gente", "filmaram", "nos filmou",
    "filmou nos", "toca na gente", "mexe com a gente", "bate na gente", "tranca a gente", "tirou foto de mim",
    "tiraram foto*", "tirou fotos minhas", "em cima de mim", "dentro de mim", "vem no meu", "vem pro meu",
    "entra no meu", "sentar no colo", "no colo dele", "deita comigo", "dorme comigo", "sabe onde eu moro",
    "onde eu moro", "sabe onde moro", "vai vazar", "vao vazar", "vazou meu*", "vazaram", "vai postar", "vai publicar",
    "vai mandar pra", "mandar pra todo", "mandar para todo", "se eu n pagar", "se n pagar", "se eu n mandar",
    "se eu nao mandar", "senao ele", "senao conta", "senao vai", "ele quer mais", "quer mais foto*", "tirar a blusa",
    "tirar a camis*", "tirar o sutia", "minha roupa", "meu corpo", "meus peitos", "meu peito", "minhas partes",
    "minha bunda", "minha cara num", "minha cara em", "nude falso", "nudes falso*", "me beijou", "me beija",
    "me levou pra", "me leva pra", "me dopou", "me drogou", "me aliciou", "fui aliciad*", "fui tocad*",
    "fui molestad*", "fui enganad*", "aconteceu comigo", "passou comigo", "nunca contei", "nunca falei pra",
    "nunca disse a", "nao contem", "nao conta pra", "n conta pra", "nao conte a", "nao diga a", "nao digam",
    "que eu nao dissesse", "nao dissesse", "nao falar pra ninguem", "ninguem sabe", "acredita em mim", "atraçao por",
    "gosto de crianças", "gosto de menin*", "sinto desejo", "nunca toquei", "nunca fiz nada", "onde posso ir",
    "como eu paro", "como paro", "como parar", "quero parar", "parar antes", "cliquei", "vejo imagens", "eu vejo",
    "assisti", "apagar uma foto", "apagar minha", "apagar meu*", "tirar uma foto do", "sou menor", "sou uma criança",
    "quando eu era criança", "quando era criança", "quando era pequen*", "quando eu tinha", "quando tinha #",
    "aos doze", "aos dez", "aos onze", "desde os #", "eu tava", "tava bebad*", "medo dos meus", "medo que ele",
    "medo dele", "medo de voltar", "com medo", "me sinto suja", "me sinto mal", "sinto me suj*", "ele volta",
    "vai voltar hoje", "rapido pfv", "vem rapido",
)

# One's own people: an official who describes a response has no reason to name them. Enough by themselves.
OWN = (
    "minha", "minhas", "meu", "meus", "nossa", "nosso",
)

KIN = (
    "filh*", "irma*", "irmao*", "mana", "mano", "maninh*", "menin*", "bebe", "nenem", "sobrinh*", "prima*", "primo*",
    "priminh*", "amig*", "melhor amig*", "vizinh*", "alun*", "estudante", "entead*", "marido", "mulher", "esposa",
    "esposo", "companheir*", "mae", "mainha", "mamae", "pai", "painho", "papai", "velho", "velha", "tio", "tia",
    "titio", "titia", "padrasto", "madrasta", "padrinho", "madrinha", "afilhad*", "avo", "vo", "vovo", "net*", "prof",
    "professor", "professora", "treinador*", "namorad*", "ex", "colega de sala", "coleguinh*", "cunhad*", "sogr*",
    "genro", "patrao", "patroa", "pastor", "padre", "motorista", "baba", "senhorio", "criança", "pequen*", "miud*",
    "puto", "putos", "rapaz", "rapariga", "moleque", "guri*", "garot*", "proprio pai", "propria mae", "proprio filho",
    "propria filha", "proprio tio", "kota", "meio irmao", "meia irma",
)

# Each of OWN before each of KIN, and some more.
MINE = (
    *(f"{own} {kin}" for own in OWN for kin in KIN),
    "meu paciente", "nossa menina", "nossa filha", "nosso filho", "nosso menino",
    "meu meio", "minha meia", "nosso sobrinho", "nossa sobrinha", "meu colega de", "minha colega",
    "nosso treinador",
)

# Somebody in particular.
NEAR = (
    "casa do lado", "casa ao lado", "o padrasto", "seu tio", "seu pai", "o pai dela", "o pai dele", "o tio dela",
    "o tio dele", "a mae vende", "mae dela", "pela tia", "pelo tio", "pelo pai", "pelo padrasto", "pelo treinador",
    "pelo professor", "da enteada", "do enteado", "uma das meninas", "um dos meninos", "uma das alunas",
    "um dos alunos", "uma das crianças", "menina de #", "menino de #", "menina # anos", "menino # anos", "rapaz de #",
    "rapariga de #", "criança de # anos", "jovem de #", "adolescente de #", "aluna de #", "aluno de #", "filho de #",
    "filha de #", "moça de #", "moço de #", "garota de #", "garoto de #", "guria de #", "guri de #", "ela tem #",
    "ele tem #", "tenho # anos", "eu tinha #", "essa menina", "esse menino", "esta menina", "este menino",
    "essa criança", "esta criança", "esse homem", "este homem", "esse cara", "aquele homem", "temos uma menina",
    "temos um menino", "temos uma criança", "temos um rapaz", "ha uma menina", "ha um menino", "ha uma criança",
    "tem uma menina", "tem um menino", "tem uma criança", "nos contou", "contou me", "contou nos", "aluna contou",
    "aluno contou", "criança contou", "veio uma mae", "veio um pai", "a vitima uma", "a vitima um", "trouxeram uma",
    "trouxeram um", "na minha rua", "no meu bairro", "na minha escola", "na minha turma", "na minha aldeia",
    "da nossa escola", "na aldeia um", "estamos a acompanhar", "estamos acompanhando", "irmaozinho", "irmazinha",
    "sobrinh*", "irmaos de #", "irmas de #", "mae deles", "pai deles", "mae dele", "tia dela", "avo dela", "avo dele",
    "primo dela", "irmao dela", "padrasto dela", "padrasto dele", "professor dela", "que ela cuida", "que ele cuida",
    "o pai fica", "a neta", "o neto", "eu so tenho #", "so tenho #", "so tem #", "tenho #", "tem so #",
    "com # aninhos", "moleque de #", "guria", "guri", "o miudo", "a miuda", "sua irma", "seu irmao", "sua mae",
    "sua filha", "seu filho", "uma das minhas estudantes", "uma das minhas alunas", "um dos meus alunos", "priminh*",
    "gemeos de #", "gemeas de #", "mamae", "papai", "vovo", "titio", "titia", "no processo", "do processo",
    "processo #", "no computador dele", "no pc dele", "no celular dele", "no telemovel dele", "no notebook dele",
    "computador dele", "celular dele", "na casa dele", "pra casa dele", "casa dela", "carro dele", "caminhao dele",
    "pro quarto", "sala dele", "colo dele", "de cima", "de baixo", "do lado", "da frente", "em frente", "no predio",
    "do predio", "do bairro", "no bairro", "da rua", "da zona", "na zona", "uns # anos", "talvez # anos", "dez anos",
    "unos #", "uns #", "tem #", "com # anos", "eu #", "# ano", "do 4º", "no abrigo", "neste abrigo", "aqui no abrigo",
    "disse que o pai", "disse em sinais", "diz que o", "diz que a", "ele diz", "ela diz", "ele disse", "ela disse",
    "ele falou", "ela falou", "ele quer", "ela quer", "ele me", "ele pediu", "ele pede", "ele leva", "ele levou",
    "ele filma", "ele vem", "ele foi", "ela nao", "ela chora", "ela voltou", "ela ta", "ele ta", "disse lhe",
    "contou lhe", "pediu que eu", "busca ela", "leva ela", "leva ele", "leva eles", "leva elas", "levam", "deixa ela",
    "vende ela", "vende ele", "vende os", "aluga as", "aluga a", "alugam as", "alugam a", "alugam os", "emprestava*",
    "emprestou a", "manda ela", "chama ela", "chama ele", "beija ela", "toca nela", "toca nele", "encosta nela",
    "filmava os", "filma os", "visto a sair", "foi visto", "foi vista", "vista a", "o suspeito", "a suspeita foi",
    "o cliente", "temos o nome", "temos o usuario", "caiu a linha", "e desligou", "desligou", "aos gritos",
    "naquela casa", "nessa casa", "desconfiamos d*", "acho que ele", "acho que ela", "acho que o tio",
    "acho que o pai", "acho que o padrasto", "vao casar", "querem casar", "casaram", "cuida das", "seus filhos",
    "sua vitima", "onde nao deve", "so com o padrasto", "dela faz", "eu com #", "cheio de video*", "cheio de foto*",
    "fechada num*", "fechado num*", "presa num*", "com outras",
)

# Somebody, though perhaps nobody in particular: it does not count beside the words of MANY.
SOMEBODY = (
    "uma menina", "um menino", "uma criança", "uma aluna", "um aluno", "uma adolescente", "um adolescente",
    "uma jovem", "um rapaz", "uma rapariga", "um miudo", "uma miuda", "uma garota", "um garoto", "a menina",
    "o menino", "a criança", "o rapaz", "a rapariga", "a aluna", "um professor", "um homem", "um tio", "um pai",
    "a vitima", "um familiar", "um parente", "irmaozinho", "irmazinha", "uma senhora", "um adulto", "uma avo",
    "um avo", "uma mulher", "uma colega", "um colega", "um desconhecido", "o vizinho", "a vizinha", "um vizinho",
    "o professor", "o tio", "o avo", "o treinador", "o padrasto", "a mae", "o pai", "um cara", "o cara",
    "aquele cara", "um moço", "um velho", "o velho", "um primo", "o primo", "uma moça", "um bebe", "o bebe",
    "dois irmaos", "duas irmas", "alguem", "o namorado", "esse cara", "uma das residentes", "o miudo", "uma irma",
    "o homem", "o zelador", "um zelador", "o guarda", "um guarda", "o motorista", "um motorista", "o padre",
    "um padre", "o pastor", "um pastor", "a enfermeira", "uma enfermeira", "o medico", "um medico", "o senhorio",
    "o inquilino", "a baba", "uma baba", "uma estagiaria", "o inspector", "o inspetor", "um soldado", "um policial",
    "um casal", "duas meninas", "dois meninos", "os pequenos", "outra menina", "outro menino", "namorado da mae",
    "aquele monitor", "o monitor", "as meninas", "os meninos", "garot*", "guri*", "moleque*", "pivete*", "miud*",
    "puto", "putos", "pequenin*", "pequenit*", "pequerruch*", "menininh*", "meninin*", "bebezinh*", "bebe", "bebes",
    "nenem", "recem nascid*", "criancinh*", "gemeas", "gemeos", "irmazinha*", "irmaozinho*", "maninh*", "mocinh*",
    "mocinha", "moça", "moço", "novinh*", "kota", "vizinho", "vizinha", "motorista", "monitora", "massagista",
    "zelador", "porteiro", "vigilante", "segurança do", "faxineir*", "jardineiro", "cozinheir*", "caminhoneiro",
    "taxista", "estrangeiro", "gringo", "gringos", "turista", "palhaço", "capataz", "patrao", "patroa", "carcereiro",
    "fotografo", "dentista", "freira", "monge", "padre", "bispo", "diacono", "catequista", "coroinha", "pastor",
    "iman", "treinador", "prof", "tutor", "baba", "empregada", "empregado", "comadre", "compadre", "padrasto",
    "madrasta", "padrinho", "meio irmao", "tio", "tia", "primo", "prima", "avo", "vovo", "neto", "neta", "sobrinha",
    "sobrinho", "marido", "esposo", "namorado", "namorada", "amante", "cara", "caras", "fulano", "sujeito",
    "tipo estranho", "coroa", "velho", "velhos", "senhor", "senhora", "cliente", "clientes", "estranho",
    "desconhecido", "soldado", "capacete azul", "militar", "bandido", "traficante", "pedofilo", "tarado",
    "pervertido", "abusador que", "estuprador", "uma pequen*", "o pequeno", "a pequena", "as pequenas", "o mais novo",
    "o mais pequeno", "a mais nova", "a mais velha", "um jovem", "a jovem", "o jovem", "o adolescente",
    "a adolescente", "o aluno", "aluno surdo", "aluna surda", "um estagiario", "titio", "titia", "o filho", "a filha",
    "os filhos", "as filhas", "um voluntario", "o voluntario", "um segurança", "um monitor", "seu ex",
)

# What was just seen, heard or told.
NOW = (
    "hoje", "hoje veio", "esta semana", "essa semana", "amanha", "ontem", "esta tarde", "recebemos uma",
    "recebemos um", "ligou hoje", "nos ligou", "ligou nos", "escreveu nos", "nos escreveu", "nos procurou",
    "me procurou", "me mostrou", "nos mostrou", "mostrou nos", "relatou que", "contou que", "contou", "diz que",
    "ouvimos", "ouço", "oiço", "vi o", "vi a", "eu vi", "conheço uma", "conheço um", "sei de uma", "sei de um",
    "sabemos que o", "sabemos que a", "trouxe a", "trouxe o", "trouxeram", "mes passado", "semana passada",
    "segunda feira", "terça feira", "quarta feira", "quinta feira", "sexta feira", "toda sexta", "toda noite",
    "todas as noites", "de noite", "disse a", "falou que", "falou pra", "ainda la esta", "ainda esta la", "achou uma",
    "achou um", "encontrou uma", "nos disse", "me disse", "aconteceu outra vez", "esta noite",
)

# Words that may stand for a person or for a thing: they count beside NOW and TOPIC.
PRONOUN = (
    "ela", "ele", "dela", "dele", "nela", "nele", "lhe", "deles", "delas",
)

# Myself. Beside the words of MANY it counts only where something of the other lists stands near it.
SELF = (
    "me", "mim", "comigo", "meu", "minha", "meus", "minhas", "sou", "fui", "sinto", "quero", "posso", "fiz", "tomei",
    "paguei", "mandei", "moro", "vi", "preocupad*", "faço", "tiro", "nosso", "consigo", "eu", "tenho", "estou",
    "to com", "to mal", "to sendo",
)

# What happens, in forms in which it happens to somebody.
HAPPENING = (
    "toca", "tocou", "tocava", "tocando", "passa a mao", "passou a mao", "passando a mao", "apalp*", "mexe com",
    "mexeu com", "filma", "filmou", "filmava", "filmando", "a filmar", "filmam", "grava", "gravou", "gravando",
    "abusa", "abuza", "abusou", "abusava", "abusando", "abusado por", "abusada por", "abusado pelo", "abusada pelo",
    "foi abusad*", "sendo abusad*", "violou", "foi violad*", "estupr*", "chantag*", "extorqu*", "ameaça", "ameaçou",
    "ameaçando", "a ameaçar", "ameaçam", "ameaçad*", "assedia", "assediou", "assediad*", "assediando", "alicia",
    "aliciou", "aliciad*", "persegue*", "bate", "bateu", "batem", "espanca*", "machuca*", "magoa", "magoou",
    "maltrata", "faz coisas", "fazer coisas", "lhe faz", "pelad*", "nua", "nuas", "despid*", "tirar a roupa",
    "vende videos", "vende fotos", "vende a", "vendida", "vendido", "prostitu*", "raptad*", "sequestr*",
    "desaparecid*", "desapareceu", "sumiu", "fugiu de casa", "trancad*", "tranca*", "preso em casa", "obrigou",
    "força a", "força o", "pede foto*", "pede fotos", "pediu foto*", "pede nudes", "manda fotos", "mandou fotos",
    "entra no quarto", "quarto dela", "quarto dele", "cama dela", "dorme com", "anda com uma", "relaçoes com",
    "sexo com", "gravida", "imagens dela", "imagens dele", "fotos dela", "fotos dele", "videos dela", "video dela",
    "video dele", "videos dele", "cujas imagens", "cujas fotos", "suas fotos", "passando no grupo", "espalh*",
    "compartilhando", "a partilhar", "em perigo", "corre perigo", "tem medo", "chorar", "chora", "nodoas negras",
    "hematoma*", "marcas no corpo", "fica sozinho com", "sozinho com", "sozinha com", "viver com o",
    "vive com o agressor", "mora com o", "a familia esconde", "esconde*", "suja", "sujo", "nojo", "vergonha",
    "mao na", "poe a mao", "bota a mao", "calcinha", "beija", "beijou", "grita*", "gritos", "escond*", "olha ela",
    "fica olhando", "olhando quando", "me olha", "toma banho", "tomando banho", "sangue", "sangr*", "ferid*", "lesao",
    "comprimidos", "remedios", "corta", "quer mais", "paga a mae", "paguei", "onde eu moro", "ta vindo",
    "depois da aula", "mensagem privada", "mensagens de", "rolando", "fica me", "segue ela", "escapar", "faca",
    "bebado", "levou ela", "levou ele", "casar ela", "morreu", "morta", "ninguem sabe", "mostra pra", "nunca sai",
    "nao voltou", "foi vendid*", "machuc*", "pede videos", "escreve ao", "fez aquilo", "fez isso", "fez comigo",
    "esta presa num", "estava presa", "foi presa num", "obriga ela", "obriga ele", "a obriga", "o obriga",
    "pra nao contar", "para nao contar", "nao contar", "dedo", "dedos", "coxa*", "peito", "peitos", "seio*", "penis",
    "vagina", "pipi", "pinto", "piroca", "xoxota", "bunda", "rabo", "nadega*", "partes intimas", "genitais",
    "virilha", "colo", "blusa", "sutia", "cueca", "calcinha*", "calças", "pijama", "saia", "lençol", "coberta*",
    "cobertor*", "colchao", "banho", "xixi", "urina", "esperma", "camisinha*", "preservativo*", "sangramento*",
    "arde", "doi", "roxo*", "nodoa*", "arranh*", "enfia", "encosta", "esfrega", "acaricia*", "caricia*", "lambe",
    "chupa", "espia*", "amarrad*", "dopad*", "embebed*", "embriag*", "bateram", "aluga", "alugam", "empresta*",
    "vende", "vendem", "vendia", "bolacha*", "bala", "balas", "bombom", "rebuçado*", "brinquedo*", "presentinh*",
    "pesadelo*", "tremendo", "nao fala", "nao come", "nao senta", "nao quer ir", "chorando", "a chorar", "aos gritos",
    "fantasma*", "imita", "desenha", "ameaças", "prints", "print", "ao vivo", "transmite", "webcam", "discord",
    "roblox", "free fire", "fortnite", "snapchat", "insta", "vestiario", "barraca", "debaixo d*", "casa de praia",
    "dois em dois", "um por um", "as escondidas", "nosso segredo", "um segredo", "nosso jogo", "brincar debaixo",
    "sexo em troca", "em troca de", "por dinheiro", "por sexo", "grupo da", "mundo ver", "vazou", "vaza",
    "rodando no", "rola naquela", "faz mal", "fez mal", "lhe faz mal", "maltrat*", "agride", "agrediu", "apanha",
    "apanhou", "espancad*", "fugiu", "mata ela", "matava", "gostou de ver", "leva as crianças", "lhe bate", "deitou",
    "deita", "tarado", "casou", "casada com", "dormiu com", "nao para de", "ele nao para", "nao para quieto",
    "tio nao para",
)

# What it may be about. By itself it says nothing: it counts beside somebody in particular, oneself, or just now.
TOPIC = (
    "abuso", "estupro", "violaçao", "assedio", "aliciamento", "grooming", "foto", "fotos", "imagens", "video",
    "videos", "nudes", "camera", "suicid*", "sexo", "sexual*", "porno*", "agressor", "no banho", "no chuveiro",
    "dinheiro", "sozinha", "sozinho", "online", "na internet", "da internet", "pela internet", "num jogo", "no jogo",
    "casar", "drogad*", "droga", "estranhos", "segredo", "quarto", "cama", "dormitorio", "hotel", "carro", "carrinha",
    "casa dele", "banheiro", "marcas", "celular", "telemovel", "tablet", "portatil", "mensagens", "prints", "lesoes",
    "ferimentos", "doces", "presentes", "jogo", "filmes", "sextorsao", "extorsao", "chantagem", "tripe", "tenda",
    "camiao", "caminhao", "posto", "mina", "mato", "rio", "floresta", "teto", "porao", "garagem", "galpao", "salao",
    "grupo", "chat", "pasta", "pc", "usb", "hd", "skin", "skins", "seguidores", "bebida", "bebad*", "praia", "culto",
    "missa", "whatsapp", "instagram", "telegram", "tiktok",
)

# Talk of many, of law, of institutions and of figures. A word here silences its sentence: add with care.
MANY = (
    "lei", "leis", "artigo*", "art", "arts", "codigo", "decreto", "portaria", "resoluçao", "regulamento", "protocolo",
    "politica", "plano", "estrategia", "por cento", "estatistica*", "inquerito", "pesquisa", "estudo", "dados",
    "casos", "denuncias", "uma menina ou um menino", "um menino ou uma menina", "toda criança", "cada criança",
    "qualquer criança", "pode", "podem", "deve", "devem", "orçamento", "formad*", "formaçao", "capacitad*",
    "capacitaçao", "legislaçao", "crime*", "penal", "tribunal", "tribunais", "definiçao", "delegacia*", "processos",
    "quem ameaça", "pesquisadores", "investigadores", "segundo", "anual", "ratific*", "em vigor", "aprovad*",
    "procuradores", "juizes", "nacional", "prisao", "por ano", "cada ano", "meu gabinete", "minha unidade",
    "meu ministerio", "minha opiniao", "meu pais", "meus colegas", "meu ver", "ele ou ela", "faltam", "ministerio*",
    "departamento*", "comissao", "comite", "conselho", "agencia*", "programa*", "projeto*", "projecto*", "provedor*",
    "plataforma*", "empresa*", "industria", "portal", "numeros", "nao tenho certeza", "nomead*", "ponto focal",
    "instituic*", "norma*", "procuradoria", "especializad*", "piloto", "marco legal", "coordenacao", "mandato",
    "capacidade*", "indicador*", "avaliacao", "guia", "setor", "sector", "autoridade*", "parlamento", "congresso",
    "regiao", "regioes", "unidade", "ministra", "ministro", "comissario", "permite", "permitem", "agente", "meu nome",
    "me chamo", "chamo me", "nao entendo", "nao entendi", "minha resposta", "minhas respostas", "a pergunta",
    "esta pergunta", "o bot", "este bot", "idioma", "lingua", "prazo", "botao", "botoes", "convite", "o link",
    "mais tarde", "apoio juridico", "assistencia juridica", "superior interesse", "considera se", "quando um aluno",
    "quando uma aluna", "quando uma criança", "procedimento*", "linha de apoio", "disque", "fundo", "equipe",
    "equipa", "equipas", "equipes", "serviço*", "sistema", "financiamento", "criterio*", "juiz", "juiza",
    "ministerio publico", "conselho tutelar", "formulario*", "ficha", "legal", "pericia", "gratuito para", "gratis",
    "24 horas", "hash", "penas de", "nao agressor", "idade do consentimento", "idade de", "direitos da criança",
    "protecao da criança", "linhas de apoio", "linha de ajuda", "apoio a criança", "sistemas",
)

# Talk of children and people at large. It silences SOMEBODY and HAPPENING, but nobody in particular and not oneself.
SEVERAL = (
    "crianças", "vitimas", "menores", "adolescentes", "rapazes", "maioria", "muitas", "muitos", "vezes",
    "professores",
)

# What one says about one's own answer and knowledge. It silences only SELF.
VIEW = (
    "nao sei", "acho que", "creio que", "penso que", "eu diria", "diria que", "nao tenho", "tenho duvida*",
    "tenho que perguntar", "tenho de perguntar", "preciso perguntar", "preciso de perguntar", "preciso consultar",
    "vou perguntar", "vou verificar", "me parece", "parece me", "minha resposta", "meu chefe", "minha chefe",
    "meu diretor", "minha diretora", "minha equipe", "minha equipa", "meu cargo", "meu posto", "minha experiencia",
    "minha provincia", "minha area", "meu sucessor", "minha sucessora", "meu antecessor", "sou nov*", "nao sou",
    "nao posso dizer", "nao posso responder", "nao posso julgar", "nao posso avaliar", "nao posso opinar",
    "nao conheço", "nao vi", "que eu saiba", "que sei", "eu nao participei", "nao participei", "posso pular",
    "posso saltar", "posso mudar", "posso voltar", "estou de acordo", "nao estou", "concordo", "discordo", "coloquei",
    "escolhi", "refiro me", "me refiro", "meu entender", "nunca ouvi", "nao faço ideia", "nao faz ideia",
)

# --- Parts by which a person could be found ---

PHONE = (
    "telefone", "tel", "telemovel", "celular", "cel", "whatsapp", "zap", "ligue", "ligar", "liga", "meu numero",
    "seu numero", "contacto", "contato",
)
IDENTITY = (
    "passaporte", "cpf", "rg", "cartao de cidadao", "bilhete de identidade", "bi", "cc", "nif", "niss", "identidade",
    "carteira de identidade", "carteira de motorista", "cnh", "nuit", "pis", "conta", "conta bancaria", "nib", "iban",
    "carta de conduçao", "certidao de nascimento", "matricula", "titulo de eleitor", "sus",
)
BIRTH = (
    "nascida", "nascido", "nasceu", "data de nascimento", "nascimento", "d. nasc", "data nasc", "aniversario",
)
# Beside these a date of birth is a line that a law draws.
BIRTH_RANGE = (
    "depois", "apos", "antes", "desde", "entre", "ate", "partir",
)
MONTHS = (
    "janeiro", "jan", "fevereiro", "fev", "março", "mar", "abril", "abr", "maio", "mai", "junho", "jun", "julho",
    "jul", "agosto", "ago", "setembro", "set", "outubro", "out", "novembro", "nov", "dezembro", "dez",
)
TITLES = (
    "sr", "sra", "senhor", "senhora", "dona", "dom", "dr", "dra", "doutor", "doutora", "prof", "profa", "professor",
    "professora", "eng", "chama-se", "se chama", "chamado", "chamada", "inspector", "inspetor", "inspetora", "padre",
    "pastor",
)
# Words with a capital letter that are part of no person's name.
NO_NAMES = (
    "ministerio", "gabinete", "policia", "unidade", "departamento", "lei", "criança", "crianças", "infancia", "linha",
    "nacional", "conselho", "tribunal", "agencia", "comissao", "centro", "escola", "hospital", "universidade",
    "republica", "o", "a", "os", "as", "falar", "contactar", "contatar", "contacto", "contato", "ligar", "ligue",
    "escreva", "escrever", "email", "telefone", "tel", "ver", "whatsapp", "telegram", "facebook", "instagram",
    "ministro", "ministra", "diretor", "director", "diretora", "secretario", "passaporte", "conta", "cartao",
    "nascida", "nascido", "procuradoria", "cibercrime", "geral", "disque", "meu", "seu", "banco", "publico",
)
# Behind a number they say that it was counted, and is nobody's telephone.
COUNTED = (
    "reais", "euros", "meticais", "kwanzas", "escudos", "dolares", "milhoes", "milhao", "mil", "bilhoes", "por cento",
    "denuncias", "casos", "crianças", "pessoas", "usuarios", "utilizadores", "chamadas", "visitas", "imagens",
    "ficheiros", "arquivos", "habitantes", "familias",
)
