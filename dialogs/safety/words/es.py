"""Spanish words that are looked for; how to write them is said at the top of this folder."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# --- A case, or a person at risk ---

# Enough by themselves.
ALONE = (
    # asking for help
    "ayudame", "ayudeme", "ayudenme", "ayudanos", "auxilio", "ayuda por favor", "ayuda porfa", "por favor ayuda",
    "porfa ayuda", "necesito ayuda", "socorro", "que hago", "q hago", "k hago", "que puedo hacer si", "a quien llamo",
    "a quien puedo llamar", "donde denuncio", "como denuncio", "donde puedo denunciar", "llamen a la policia",
    "mandar … policia", "manden … policia", "nadie me cree", "no me creen", "si cuento", "si hablo", "si no pago",
    "si no le pago", "no se lo digas a nadie", "que no le cuente",
    # not wanting to live
    "quiero morir*", "me quiero morir", "quiere morir*", "quisiera morir*", "ganas de morir*", "no quiero vivir",
    "no quiere vivir", "no quiero seguir viviendo", "ganas de vivir", "quitarme la vida", "quitarse la vida",
    "matarme", "matarse", "suicidarme", "suicidarse", "suicidarte", "suicidio", "acabar con todo",
    "acabar con mi vida", "terminar con todo", "no puedo mas", "no aguanto mas", "me corto", "se corta los brazos",
    "cortarme", "hacerme daño", "se quiere matar", "me quiero matar", "se intento matar",
    # done to me
    "me toca", "me tocaba", "me toco", "me tocan", "me manosea*", "me manoseo", "me pega", "me pegan", "me golpea*",
    "me lastima*", "me hace daño", "me hacen daño", "me violo", "me viola*", "me violaron", "abusa de mi",
    "abuza de mi", "abuso de mi", "abusan de mi", "abusaba de mi", "abusaron de mi", "abusada por mi", "me abusa*",
    "me filma*", "me filmo", "me graba*", "me grabo", "me grabaron", "me amenaza*", "me amenazo", "me chantajea*",
    "me extorsiona*", "me acosa*", "me acoso", "me obliga*", "me obligo", "me fuerza*", "me hace quitar*",
    "me hizo quitar*", "me hace sacar*", "me hace desnudar*", "me encierra*", "me vende*", "me vendio",
    "me va a matar", "me mata", "me persigue*", "me pide fotos", "me pide pack", "me pide que", "me pidio fotos",
    "me pidio una foto", "me pide plata", "me pide dinero", "me paso a mi", "fui abusada", "fui abusado",
    "fui violada", "fui violado", "estoy siendo", "tengo miedo", "le tengo miedo", "verme a solas", "vernos a solas",
    "entra en mi cuarto", "entra a mi cuarto", "a mi cuarto", "en mi cama", "en mi pieza",
    # pictures of me
    "mis fotos", "mis nudes", "mi pack", "mis packs", "mis imagenes intimas", "fotos mias", "foto mia", "video mio",
    "videos mios", "un video de mi", "fotos de mi", "le mande … foto*", "le envie … foto*", "le mande … video*",
    "mande fotos", "fotos desnud*", "desnuda por", "me desnude", "por camara", "quiero que pare", "que pare ya",
    "quiero desaparecer", "que alguien lo pare", "escondanme", "me pueden esconder", "esconderme", "dice que va a",
    "dice que me va", "va a quemar", "la ultima noche", "es la ultima", "mi ultima noche", "mi ultimo dia",
    "que hacemos", "q hacemos", "k hacemos", "que hago si", "q se hace", "que se puede hacer", "no se que hacer",
    "no se q hacer", "no se a quien", "no se con quien", "a quien le cuento", "a quien le digo", "ayudemen",
    "ayudenos", "ayudarme", "apurense", "apurate", "vengan rapido", "rapido por favor", "es urgente", "kiero morir*",
    "kiero morirme", "me kiero morir", "kiero desaparecer", "no duermo", "no puedo dormir", "no como",
    "lo veo todo el tiempo", "no quiero despertar", "no despertar", "me odio", "odio mi vida", "me tome todas",
    "me tome las", "pastillas", "me doy asco", "es mi culpa", "fue mi culpa", "sera mi culpa", "es normal que",
    "esta bien que", "esta mal que", "me meto en problemas", "me meti en", "estoy embarazada", "embarazada y",
    "me hace cosas", "me hacia cosas", "me hace eso", "me hizo eso", "me hizo algo", "me hicieron",
    "me hicieron algo", "me espia", "me espiaba", "me mira cuando", "nos filmo", "nos filma", "nos grabo", "nos toca",
    "nos tocaba", "nos toco", "nos obliga", "nos pega", "nos encierra", "nos saca fotos", "me saca fotos",
    "me saco fotos", "me tomo fotos", "me tomaron fotos", "encima mio", "encima de mi", "se mete en mi",
    "se mete a mi", "se mete conmigo", "sabe donde vivo", "me va a publicar", "me van a publicar", "va a publicar*",
    "va a subir*", "lo va a subir", "las va a subir", "si no le mando", "si no mando", "si no hago", "mandarle mas",
    "quiere otra", "quiere mas fotos", "mi cuerpo", "mis partes", "mis pechos", "mis tetas", "mi cara en", "mi ropa",
    "mi cola", "mi blusa", "mi calzon", "me desnud*", "me besa", "me beso", "me beso a la fuerza", "me lleva a su",
    "me llevo a su", "me encerro", "me persiguen", "me cree", "nadie sabe", "nunca lo conte", "nunca le conte",
    "nunca lo dije", "nunca conte", "no le digan", "no le diga", "no le digas", "no se lo digan", "no le cuenten",
    "me gustan los niños", "me gustan las niñas", "me gustan los chicos de", "atraccion por", "me atraen",
    "no puedo parar", "como paro", "como dejo de", "quiero parar", "quiero dejar de", "nunca toque", "no hice nada",
    "no quiero hacerle", "antes de que haga", "borrar una foto", "borrar mi", "borrar un video", "quitar una foto",
    "soy menor", "soy un niño", "soy una niña", "cuando era niñ*", "cuando era chic*", "cuando tenia #",
    "a los # años", "desde los #", "a mis #", "tuve que", "los # años", "ayuda ayuda", "pido ayuda", "ayuda xfa",
    "xfa ayuda", "ayuda plis", "plis ayuda", "ayuda pls",
)

# One's own people: an official who describes a response has no reason to name them. Enough by themselves.
OWN = (
    "mi", "mis", "nuestra", "nuestro",
)

KIN = (
    "hij*", "herman*", "nen*", "niñ*", "bebe", "beba", "sobrin*", "primo*", "prima*", "primit*", "amig*",
    "mejor amig*", "vecin*", "alumn*", "estudiante*", "hijastr*", "marido", "esposo", "esposa", "mujer", "pareja",
    "mama", "mami", "mamita", "vieja", "viejo", "madre", "papa", "papi", "papito", "padre", "tio", "tia", "tios",
    "padrastro", "padrino", "madrina", "ahijad*", "abuel*", "niet*", "maestr*", "entrenador*", "novi*", "ex",
    "exnovio", "exesposo", "compañer*", "cuñad*", "suegr*", "yerno", "patron", "patrona", "pastor", "cura",
    "sacerdote", "catequista", "chofer", "casero", "peque*", "muchach*", "chavo", "chava", "chamac*", "propio padre",
    "propio hijo", "propia hija", "propia madre", "propio tio",
)

# Each of OWN before each of KIN, and some more.
MINE = (
    *(f"{own} {kin}" for own in OWN for kin in KIN),
    "mi prim*", "mi padrasto", "mi profe*", "mi pacient*", "mi medio", "mi madrastra", "nuestro profe",
)

# Somebody in particular.
NEAR = (
    "de al lado", "su tio", "su padre", "su papa", "su padrastro", "su padrasto", "su madre", "su mama", "su maestro",
    "su profesor", "su profe", "su entrenador", "su hermano", "su primo", "su abuelo", "su tia", "su novio",
    "su hijastr*", "su hijo", "su hija", "su sobrin*", "sus alumn*", "el tio", "el padrastro", "al que su",
    "a la que su", "una de las chicas", "uno de los chicos", "una de las niñas", "uno de los niños", "niña … # años",
    "niño … # años", "chica … # años", "chico … # años", "menor de # años", "adolescente de #", "joven de #",
    "alumna de #", "alumno de #", "hija … # años", "hijo … # años", "chica de #", "chico de #", "niña de #",
    "niño de #", "nena de #", "nene de #", "hijo de #", "hija de #", "tiene # años", "tengo # años", "esta chica",
    "este chico", "esta niña", "este niño", "este señor", "este tipo", "ese señor", "ese tipo", "esa niña",
    "ese niño", "esa chica", "conozco a", "hay una niña", "hay un niño", "hay una chica", "hay un chico",
    "hay un nene", "hay una nena", "hay una menor", "hay un menor", "nos conto", "me conto", "nos dijo", "me dijo",
    "vino una madre", "vino un padre", "vino una mama", "la victima una", "trajeron a una", "trajeron a un",
    "en mi barrio", "en mi pueblo", "en mi escuela", "en mi colegio", "en mi clase", "de nuestro colegio",
    "de nuestra escuela", "en la comunidad un", "estamos siguiendo", "su mamita", "su papi", "su mami",
    "sus padres la", "su hermana", "su prima", "su abuela", "su vecino", "su madrastra", "hermanit*", "hijastr*",
    "su niet*", "su nena", "su nene", "hermanos de #", "hermanas de #", "que cuida", "solo tengo #", "solo tiene #",
    "ella tiene #", "el tiene #", "tengo #", "cumplio #", "de # añitos", "años y su", "le paga a la mama", "la mama",
    "el papa", "su pareja la", "una de mis alumnas", "una de mis estudiantes", "uno de mis alumnos",
    "una de mis niñas", "uno de mis estudiantes", "gemelos de #", "mellizos de #", "mama", "papa", "mami", "papi",
    "abuelita", "abuelito", "en el expediente", "del expediente", "expediente #", "en su computadora", "en su compu",
    "en su celular", "en su celu", "en su cel", "en su telefono", "en su laptop", "en su computador",
    "en su ordenador", "en su oficina guarda", "de arriba", "de enfrente", "a la vuelta", "en la cuadra",
    "en mi cuadra", "en mi edificio", "en el barrio", "del barrio", "de grado #", "de primer grado",
    "de segundo grado", "de tercer grado", "de cuarto", "de quinto", "primer grado", "unos # años", "tendra #",
    "tiene unos", "de unos #", "la lleva", "lo lleva", "las lleva", "los lleva", "se los lleva", "se las lleva",
    "la llevan", "lo llevan", "la recoge", "lo recoge", "la busca", "la espera", "la viene", "la vieron", "lo vieron",
    "fue visto", "fue vista", "sospechoso", "la sospechosa", "el agresor vive", "el denunciado", "su victima",
    "la ropita", "el usuario de", "tenemos el nombre", "tenemos el usuario", "colgo", "se corto", "gritos",
    "sus hijos", "sus hijas", "le hace", "le hizo", "le conto", "le dijo que", "le decia", "le dice que",
    "le muestra", "le regala*", "les regala*", "le da", "les muestra", "le compra", "les compra", "la encierra",
    "lo encierra", "la deja", "lo deja", "los deja sol*", "la filma", "lo filma", "la graba", "lo graba", "la obliga",
    "lo obliga", "la besa", "lo besa", "la quieren casar", "la vendio", "la vende", "lo vende", "las vende",
    "la alquila", "alquila a", "alquilan a", "la prestaba", "lo prestaba", "esa casa", "aquella casa",
    "yo creo que el", "creo que el tio", "creo que el pad*", "creo que la", "donde no debe", "donde no deb*",
    "lleno de videos", "lleno de fotos", "encerrada en", "encerrado en",
)

# Somebody, though perhaps nobody in particular: it does not count beside the words of MANY.
SOMEBODY = (
    "una niña", "un niño", "una chica", "un chico", "una menor", "un menor", "una alumna", "un alumno",
    "una adolescente", "un adolescente", "una nena", "un nene", "la niña", "el niño", "la menor", "el menor",
    "la nena", "el nene", "la chica", "el chico", "un maestro", "un profesor", "un hombre", "un señor", "la victima",
    "hermanit*", "un familiar", "un tio", "un padre", "una señora", "un adulto", "una abuela", "un abuelo",
    "una mujer", "una compañera", "un compañero", "un desconocido", "el vecino", "la vecina", "un vecino",
    "una vecina", "el profe", "el profesor", "el maestro", "el tio", "el abuelo", "el entrenador", "el padrastro",
    "la mama", "el papa", "un tipo", "el tipo", "ese hombre", "el señor", "un viejo", "el viejo", "un primo",
    "el primo", "mi prima", "un chavo", "un muchacho", "una muchacha", "una joven", "un joven", "una hermana",
    "un hermano", "el bebe", "un bebe", "dos hermanos", "dos hermanas", "una residente", "alguien", "el hombre",
    "el cuidador", "un cuidador", "el guardia", "un guardia", "el chofer", "un chofer", "el cura", "un cura",
    "el pastor", "un pastor", "la enfermera", "una enfermera", "el medico", "un medico", "el casero", "el inquilino",
    "un inquilino", "la niñera", "una practicante", "el inspector", "un soldado", "un policia", "una pareja",
    "dos chicas", "dos chicos", "dos niñas", "dos niños", "el padre", "la madre", "otra niña", "otro niño",
    "novio de la madre", "bebe", "una familiar", "su hijo", "su hija", "los chiquitos", "nene", "nena", "nenas",
    "nenita*", "niñita*", "niñito*", "chiquill*", "chiquit*", "chamac*", "chavit*", "chav*", "huerfanit*", "pelao*",
    "pelad*", "pelada*", "cipot*", "guagua*", "guambr*", "patoj*", "gurisa", "guris", "botija", "pibe", "piba",
    "pibit*", "escuincl*", "criatura", "bebit*", "beba", "bebes", "pequeñit*", "los pequeños", "las pequeñas",
    "gemel*", "melliz*", "encargada", "encargado", "masajista", "chofer", "conductor", "camionero", "taxista",
    "extranjero", "gringo", "gringos", "turista", "payaso", "capataz", "patron", "patrona", "celador", "conserje",
    "portero", "carcelero", "guardia", "vigilante", "jardinero", "cocinero", "albañil", "tendero", "panadero",
    "peluquero", "fotografo", "dentista", "monja", "monje", "cura", "sacerdote", "obispo", "diacono", "catequista",
    "hermano marista", "pastor", "iman", "director del hogar", "entrenador", "profe", "tutor", "niñera", "empleada",
    "compadre", "comadre", "vecino", "vecina", "vecinos", "padrastro", "madrastra", "padrino", "hermanastr*", "tio",
    "tia", "primo", "prima", "abuelo", "abuela", "sobrina", "sobrino", "marido", "esposo", "novio", "novia", "amante",
    "conviviente", "wey", "guey", "pana", "fulano", "sujeto", "viejo", "vieja", "viejos", "ruco", "señor", "señora",
    "muchach*", "cliente", "clientes", "un extraño", "un militar", "soldado", "casco azul", "pandillero", "pedofilo",
    "pederasta", "pervertido", "degenerado", "violador", "una criatura", "la criatura", "el muchacho", "la joven",
    "el joven", "jovencit*", "adolescente con", "alumno sordo", "alumna sorda", "la adolescente", "el adolescente",
    "la alumna", "el alumno", "estudiante dice", "un morro", "una morra", "morrito", "morrita", "un voluntario",
    "el voluntario", "una voluntaria", "unos tipos", "su ex",
)

# What was just seen, heard or told.
NOW = (
    "hoy vino", "hoy llamo", "hoy nos", "hoy una", "hoy un", "esta noche", "esta semana", "esta tarde", "mañana",
    "hace un rato", "hace dos dias", "ayer", "recibimos a una", "recibimos a un", "nos llamo", "llamo hoy",
    "llamo a nuestra", "nos escribio", "nos contacto", "nos busco", "me escribio", "vino a", "vino hoy", "nos mostro",
    "me mostro", "se oyen", "se oye", "oimos", "vi a", "vi al", "la vi", "lo vi", "reporto que", "nos dijo",
    "me dijo", "dice que", "contó", "conozco un", "conozco una", "sabemos que el", "sabemos que la", "nos pidio",
    "trajo a", "trajeron", "el mes pasado", "la semana pasada", "el lunes", "el martes", "el miercoles", "el jueves",
    "el viernes", "el sabado", "el domingo", "cada viernes", "cada noche", "todas las noches", "por la noche",
    "por las noches", "de noche", "sigue ahi", "encontro a", "paso otra vez", "otra vez cuando",
)

# Words that may stand for a person or for a thing: they count beside NOW and TOPIC.
PRONOUN = (
    "ella",
)

# Myself. Beside the words of MANY it counts only where something of the other lists stands near it.
SELF = (
    "me", "mi", "conmigo", "soy", "fui", "siento", "quiero", "tome", "pague", "mande", "puedo", "hice", "mio", "mia",
    "preocupa", "hago", "saco", "saque", "yo", "tengo", "estoy",
)

# What happens, in forms in which it happens to somebody.
HAPPENING = (
    "toca", "toco", "tocaba", "tocando", "tocan", "tocaron", "manose*", "filma", "filmo", "filmaba", "filman",
    "filmando", "graba", "grabo", "grabaron", "grabando", "graban", "abusa de", "abusa", "abuza", "abusando",
    "abusaba", "abusaron", "abusado por", "abusada por", "fue abusad*", "viola", "violo", "violaron", "violando",
    "fue violad*", "chantaje*", "amenaz*", "acosa", "acosan", "acosando", "acosad*", "siendo acosad*", "engaña*",
    "hostiga*", "pega", "pegan", "golpea*", "lastima*", "maltrata", "maltratan", "le hace cosas", "le hacen cosas",
    "hace cosas", "cosas feas", "hace daño", "desnud*", "vende videos", "vende fotos", "vendiendo", "la vende",
    "lo vende", "explota a", "prostituye*", "secuestr*", "rapto", "raptaron", "desaparecid*", "desaparecio",
    "se escapo", "se fugo", "encierra*", "obliga*", "la fuerza", "lo fuerza", "le pide", "le pidio", "le piden",
    "le manda", "le mando", "le envia", "entra en su cuarto", "entra a su cuarto", "a su cuarto", "en su cama",
    "se acuesta con", "tiene relaciones", "relaciones con", "sexo con", "embarazada", "imagenes de ella",
    "imagenes de el", "fotos de ella", "fotos de el", "videos de ella", "video de ella", "video suyo", "videos suyos",
    "cuyas imagenes", "cuyas fotos", "sus fotos", "lo esta pasando", "la esta pasando", "compartiendo", "en peligro",
    "corre peligro", "tiene miedo", "llorar", "llora", "moretones", "moreton", "golpes", "queda solo con",
    "queda a solas", "sola con", "sigue viviendo con", "vive con el agresor", "convive con", "lo calla", "lo callan",
    "lo ocultan", "sucia", "sucio", "asco", "verguenza", "mano", "me hizo", "le hizo", "la falda", "ropa interior",
    "besa", "beso", "grita*", "gritos", "esconde", "se esconde", "la mira", "lo mira", "me mira", "se baña",
    "bañando", "sangre", "sangra*", "herida*", "lesion*", "pastillas", "sobredosis", "corta", "quiere mas", "le paga",
    "le paga a", "pague", "donde vivo", "va a venir", "despues de clase", "en privado", "escribe en privado",
    "mensajes de", "pasando fotos", "andan pasando", "la sigue", "lo sigue", "atrapada", "escapar", "pistola",
    "cuchillo", "borracho", "se la llevo", "se lo llevo", "se llevo", "la llevo", "lo llevo", "la casan", "murio",
    "esta muert*", "nadie sabe", "se lo muestra", "nunca sale", "no volvio", "no regreso", "fue vendid*", "vendid*",
    "lastiman*", "le pide videos", "extorsiona", "extorsionan", "extorsionad*", "dedo", "dedos", "muslo*", "pecho",
    "pechos", "tetas", "senos", "pene", "vagina", "pito", "pipi", "cola", "nalga*", "trasero", "culo",
    "partes intimas", "partes privadas", "genitales", "entrepierna", "regazo", "piernas", "pantalon*", "calzon*",
    "calzoncillo*", "bombacha", "corpiño", "pijama", "falda", "sabana*", "cobija*", "frazada", "colchon", "manta",
    "baño", "bañaba", "se orina", "orinar", "orina", "semen", "condon*", "preservativo*", "morado*", "moreton*",
    "llega con", "con señas", "manch*", "arde", "duele", "le duele", "se mete", "mete", "metia", "espia", "roza",
    "acaricia*", "caricia*", "lame", "chupa", "frota", "amarrad*", "atad*", "drogad*", "emborrach*", "golpead*",
    "alquila*", "galleta*", "dulces", "caramelo*", "golosina*", "regala", "juguete*", "temblando", "pesadilla*",
    "no habla", "no come", "no se sienta", "no quiere ir", "llorando", "no denuncia", "no quiere denunciar",
    "revienta", "transmite", "en vivo", "grupo de whatsapp", "discord", "roblox", "free fire", "fortnite", "snapchat",
    "grindr", "fantasmas", "casa de playa", "casarla", "la casaron", "la junt*", "lo que le hace", "lo que hace con",
    "se la llev*", "se lo llev*", "se aprovech*", "aprovecha de", "abus*ron", "pornos", "en camara", "camerino",
    "vestuario", "de a dos", "uno por uno", "a escondidas", "un secreto", "nuestro secreto", "nuestro juego",
    "llanto", "tenemos miedo", "hizo algo", "hace algo", "le hacen", "encerrado con", "encerrada con", "encerrad* en",
    "encerrad* con", "esta encerrad*", "no para de", "el no para",
)

# What it may be about. By itself it says nothing: it counts beside somebody in particular, oneself, or just now.
TOPIC = (
    "abuso", "violacion", "acoso", "grooming", "foto", "fotos", "imagenes", "video", "videos", "nudes", "pack",
    "camara", "suicid*", "sexo", "sexual*", "porno*", "agresor", "en la ducha", "en el baño", "plata", "dinero",
    "a solas", "en linea", "por internet", "en internet", "en un juego", "casarla", "casarse", "droga*",
    "desconocidos", "secreto", "cuarto", "cama", "dormitorio", "hotel", "coche", "carro", "camioneta", "su casa",
    "baños", "marcas", "sola", "solo", "celular", "telefono", "tablet", "chats", "mensajes", "capturas", "lesion*",
    "dulces", "regalos", "juego", "peliculas", "sextorsion", "extorsion", "chantaje", "carpa", "campamento", "camion",
    "auto", "taxi", "monte", "rio", "bosque", "techo", "sotano", "bodega", "galpon", "tanque", "parada", "salon",
    "grupo", "chat", "carpeta", "compu", "usb", "disco", "trapo", "cel", "celu", "skins", "seguidores", "borrach*",
    "tragos", "casa de", "whatsapp", "instagram", "telegram", "tiktok", "bar", "mina",
)

# Talk of many, of law, of institutions and of figures. A word here silences its sentence: add with care.
MANY = (
    "ley", "leyes", "articulo*", "art", "arts", "codigo", "decreto", "resolucion", "reglamento", "protocolo",
    "politica", "plan", "estrategia", "por ciento", "estadistica*", "encuesta*", "estudio", "datos", "casos",
    "reportes", "denuncias", "una niña o un niño", "un niño o una niña", "todo niño", "cada niño", "cualquier niño",
    "si un niño sufre", "puede", "pueden", "debe", "deben", "presupuesto", "capacitad*", "capacitacion", "formacion",
    "legislacion", "delito*", "penal", "tribunal*", "juzgado*", "definicion", "gesell", "quien amenaza",
    "investigador*", "según", "anual", "ratific*", "vigente", "aprobad*", "fiscales", "jueces", "nacional", "prision",
    "por año", "cada año", "al año", "se envian", "mi oficina", "mi unidad", "mi ministerio", "mi institucion",
    "mi opinion", "mi pais", "mis colegas", "el o ella", "persona que", "faltan", "ministerio*", "departamento*",
    "comision*", "comite", "consejo", "agencia*", "programa*", "proyecto*", "proveedor*", "plataforma*", "empresa*",
    "industria", "portal", "mesa", "cifras", "no estoy seguro", "no me consta", "nombrad*", "punto focal",
    "institucion*", "estandar*", "fiscalia*", "especializad*", "piloto", "marco", "coordinacion", "mandato",
    "capacidad*", "indicador*", "evaluacion", "guia", "guias", "sector", "autoridad*", "parlamento", "congreso",
    "region*", "regiones", "norma", "normas", "multas", "unidad", "comisionado", "ministra", "ministro", "agente",
    "mi nombre", "me llamo", "no entiendo", "no comprendo", "mi respuesta*", "mis respuestas", "la pregunta",
    "esta pregunta", "el bot", "este bot", "idioma", "plazo", "boton*", "invitacion", "el enlace", "contestar luego",
    "mas tarde", "asistencia juridica", "asistencia legal", "interes superior", "se entiende por", "cuando un alumno",
    "cuando una alumna", "cuando un niño", "cuando una niña", "proceso*", "procedimiento*", "linea de ayuda", "fondo",
    "equipo*", "servicio*", "sistema", "financiamiento", "criterio*", "juez", "jueza", "fiscal", "defensoria",
    "formulario*", "legal", "peritaje", "registro", "edad de", "edad para", "penas de", "años de prision", "24 horas",
    "gratuit*", "imagenes halladas", "hash", "derechos del niño", "derechos de la niñez", "proteccion del niño",
    "linea de apoyo", "lineas de ayuda", "sistemas",
)

# Talk of children and people at large. It silences SOMEBODY and HAPPENING, but nobody in particular and not oneself.
SEVERAL = (
    "niños", "niñas", "victimas", "menores", "adolescentes", "varones", "mayoria", "muchas", "muchos", "veces",
    "alumno", "maestros",
)

# What one says about one's own answer and knowledge. It silences only SELF.
VIEW = (
    "no lo se", "yo diria", "diria que", "creo que", "pienso que", "me parece", "no tengo informacion",
    "no tengo datos", "no tengo conocimiento", "no tengo idea", "no tengo acceso", "no tengo claro", "tengo dudas",
    "tengo que consultar*", "tengo que preguntar", "debo consultar*", "yo creo", "yo pienso", "mi respuesta",
    "mi jefe", "mi jefa", "mi director*", "mi equipo", "mi puesto", "mi cargo", "mi experiencia", "mi provincia",
    "mi area", "mi antecesor*", "mi sucesor*", "soy nuevo en", "soy nueva en", "no soy la persona", "no conozco",
    "no he visto", "que yo sepa", "puedo saltar*", "puedo cambiar", "puedo volver", "no puedo decir*",
    "no puedo juzgar", "no puedo responder", "no puedo valorar", "no puedo opinar", "estoy de acuerdo", "no estoy",
    "puse", "elegi", "me refiero", "no participe", "hasta donde se", "a mi juicio", "a mi entender", "segun mi",
    "mi competencia", "me consta", "ni idea", "pero no he visto", "nadie lo usa",
)

# --- Parts by which a person could be found ---

PHONE = (
    "telefono", "tel", "tlf", "tfno", "movil", "celular", "cel", "whatsapp", "wasap", "wsp", "llame", "llameme",
    "llamar", "llamame", "mi numero", "su numero", "contacto",
)
IDENTITY = (
    "pasaporte", "dni", "nie", "cedula", "c.c", "cedula de identidad", "cedula de ciudadania", "documento",
    "documento de identidad", "carnet", "carne", "carnet de identidad", "curp", "rut", "run", "cuit", "cuil", "cui",
    "dpi", "nss", "seguridad social", "cuenta", "cuenta bancaria", "cbu", "cvu", "clabe", "iban", "matricula",
    "licencia de conducir", "acta de nacimiento", "tarjeta de identidad",
)
BIRTH = (
    "nacida", "nacido", "nacio", "fecha de nacimiento", "f. de nacimiento", "f. nac", "nacimiento", "cumpleaños",
)
# Beside these a date of birth is a line that a law draws.
BIRTH_RANGE = (
    "despues", "antes", "desde", "entre", "hasta", "partir",
)
MONTHS = (
    "enero", "ene", "febrero", "feb", "marzo", "mar", "abril", "abr", "mayo", "may", "junio", "jun", "julio", "jul",
    "agosto", "ago", "septiembre", "setiembre", "sept", "sep", "octubre", "oct", "noviembre", "nov", "diciembre",
    "dic",
)
TITLES = (
    "sr", "sra", "srta", "señor", "señora", "señorita", "don", "doña", "dr", "dra", "doctor", "doctora", "lic",
    "licenciado", "licenciada", "ing", "prof", "profesor", "profesora", "maestro", "maestra", "se llama", "llamado",
    "llamada", "inspector", "inspectora", "padre",
)
# Words with a capital letter that are part of no person's name.
NO_NAMES = (
    "ministerio", "oficina", "policia", "unidad", "departamento", "ley", "niña", "niño", "niñez", "infancia", "linea",
    "nacional", "consejo", "corte", "tribunal", "agencia", "comision", "centro", "escuela", "hospital", "universidad",
    "republica", "el", "la", "los", "las", "contactar", "contacto", "llamar", "llame", "escribir", "correo",
    "telefono", "tel", "ver", "whatsapp", "telegram", "facebook", "instagram", "ministro", "ministra", "director",
    "directora", "secretaria", "cedula", "pasaporte", "cuenta", "nacida", "nacido", "fiscalia", "fiscal", "publico",
    "general", "patronato", "central", "telefonica", "banco", "mi", "su", "con", "de",
)
# Behind a number they say that it was counted, and is nobody's telephone.
COUNTED = (
    "pesos", "euros", "soles", "dolares", "quetzales", "colones", "bolivianos", "guaranies", "lempiras", "millones",
    "millon", "mil", "por ciento", "reportes", "denuncias", "casos", "niños", "niñas", "personas", "usuarios",
    "llamadas", "visitas", "imagenes", "archivos", "peticiones", "habitantes", "hogares",
)
