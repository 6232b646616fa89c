"""What invented respondents write beside their answers, in their own language: about institutions, never a person."""

from __future__ import annotations

from collections.abc import Mapping

from framework.answers import Reason

NOTES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "leadership": (
            "Three ministries each do a part. Nobody is told to bring the parts together.",
            "The secretariat meets every month, and the districts send their reports to it.",
        ),
        "law-enforcement": (
            "Cases go to whichever station has an officer free that week.",
            "The unit has its own budget line since last year, but one post of six is vacant.",
        ),
        "workforce": (
            "Most districts have no trained social worker for this.",
            "New staff get ten days of training before their first case.",
        ),
        "helpline": (
            "Outside office hours nobody answers, and the hills are hardly reached.",
            "Calls are free from every network, day and night. Chat was added in spring.",
        ),
        "education": (
            "Some schools in the capital have lessons on this. Elsewhere it depends on the head teacher.",
            "The lessons are in the curriculum of every grade from six on.",
        ),
        "takedown": (
            "We write to the platforms by e-mail and often wait for weeks.",
            "Providers act on a notice within a day, and they tell us when it is done.",
        ),
        "research": (
            "The yearly figures count offences, but not where they happened or how.",
            "A survey of pupils is repeated every two years and is open to all.",
        ),
    },
    "ar": {
        "leadership": (
            "لا توجد جهة واحدة مكلفة بالتنسيق، وكل وزارة تعمل وحدها.",
            "تجتمع اللجنة الوطنية كل شهرين، ولها ميزانية خاصة بها.",
        ),
        "legislation": (
            "توجد ثغرات كبيرة، خصوصاً فيما يحدث على الإنترنت.",
            "عُدّل القانون قبل سنتين، وهو يشمل الآن ما يحدث على الإنترنت.",
        ),
        "judiciary": (
            "لم يتلق معظم القضاة في المحافظات أي تدريب في هذا المجال.",
            "صار التدريب جزءاً ثابتاً من برنامج معهد القضاء.",
        ),
        "end-to-end-support": (
            "تعتمد الخدمات على الجمعيات، وتتوقف حين يتوقف التمويل.",
            "يوجد مركز يجمع كل الخدمات في ثلاث مدن كبيرة.",
        ),
        "hotline": (
            "يبلغ الناس الشرطة مباشرة، ولا يعرفون إلى أين يذهب البلاغ.",
            "تصل البلاغات إلى الوحدة المختصة في اليوم نفسه.",
        ),
        "media-reporting": (
            "نشرت صحف تفاصيل يمكن بها معرفة الطفل.",
            "وقعت أغلب الصحف على مدونة سلوك، ونراجعها كل سنة.",
        ),
        "terminology": (
            "تستعمل كل جهة كلمات مختلفة في استماراتها.",
            "اتفقنا على قائمة مصطلحات واحدة، وهي مستعملة في التدريب.",
        ),
    },
    "es": {
        "judiciary": (
            "Fuera de la capital casi ningún juzgado ha recibido formación.",
            "Hay un protocolo para entrevistar a niños y se usa en todas las provincias que conocemos.",
        ),
        "offender-management": (
            "Al salir de prisión nadie hace seguimiento.",
            "El registro funciona y las comisarías lo consultan cada semana.",
        ),
        "workforce": (
            "Hay plazas previstas, pero siguen sin cubrir.",
            "Los equipos tienen supervisión mensual y guías escritas.",
        ),
        "remedies": (
            "Las familias no saben dónde pedir una compensación.",
            "Existe un fondo y responde en unos cuatro meses.",
        ),
        "helpline": (
            "Lo poco que hay depende de voluntarios y de un solo donante.",
            "La línea deriva los casos a los servicios locales con un acuerdo escrito.",
        ),
        "child-participation": (
            "Se consulta a los niños una vez y luego no se les informa del resultado.",
            "El consejo de adolescentes revisa cada plan antes de aprobarlo.",
        ),
        "business-conduct": (
            "Solo las empresas grandes tienen una política al respecto.",
            "Las empresas publican cada año lo que han hecho y lo comentamos con ellas.",
        ),
    },
    "fr": {
        "law-enforcement": (
            "Le matériel d'analyse est ancien, et les dossiers attendent des mois.",
            "L'unité travaille avec deux pays voisins, selon une procédure écrite.",
        ),
        "image-database": (
            "Les agents travaillent sans base commune, chacun avec ses fichiers.",
            "Les agents sont formés chaque année et utilisent la base tous les jours.",
        ),
        "end-to-end-support": (
            "Les victimes doivent raconter leur histoire à chaque service.",
            "Un seul lieu réunit médecin, police et soutien dans quatre régions.",
        ),
        "education": (
            "Le sujet est laissé aux associations qui passent dans les écoles.",
            "Les enseignants ont un guide et une formation de deux jours.",
        ),
        "offender-prevention": (
            "Il y a peu d'aide pour ceux qui craignent de passer à l'acte, et presque personne ne la connaît.",
            "Un service d'aide anonyme reçoit des appels depuis trois ans.",
        ),
        "innovation": (
            "Les entreprises et l'État ne se parlent qu'après un incident.",
            "Un fonds commun finance chaque année deux projets d'outils.",
        ),
        "research": (
            "Les chiffres des services ne se comparent pas entre eux.",
            "L'université et les services partagent leurs données selon un accord signé.",
        ),
    },
    "pt": {
        "legislation": (
            "Há lacunas graves, sobretudo no que acontece na internet.",
            "A revisão da lei cobre os crimes na internet, e os tribunais já a aplicam.",
        ),
        "image-database": (
            "O acesso está pedido há muito tempo, e faltam meios.",
            "A equipa consulta a base todos os dias e forma colegas de outras províncias.",
        ),
        "remedies": (
            "O processo é caro e demora anos.",
            "Há apoio jurídico gratuito, e o nome da criança fica protegido.",
        ),
        "hotline": (
            "As denúncias chegam por vários caminhos, e algumas perdem-se.",
            "A linha está ligada a uma rede internacional e responde em dois dias.",
        ),
        "takedown": (
            "Cada pedido é tratado de outra maneira, sem prazo.",
            "Os operadores têm um prazo na lei e cumprem-no quase sempre.",
        ),
        "business-conduct": (
            "As empresas só agem quando são chamadas.",
            "O código do setor foi revisto com organizações de crianças.",
        ),
        "terminology": (
            "Os formulários ainda usam palavras que culpam a criança.",
            "O glossário comum é usado nos cursos e nos relatórios.",
        ),
    },
}
"""By language and capability: what is said of one of the first two phases, and what of a later one."""

EXPLANATIONS: Mapping[str, Mapping[Reason, tuple[str, ...]]] = {
    "en": {
        Reason.DONT_KNOW: ("We hear of this only from others.", "I would have to ask our regional offices."),
        Reason.NOT_MY_REMIT: ("Another ministry is in charge of this.", "Our unit has no part in it."),
        Reason.NOT_APPLICABLE: ("The law gives this to another level of government here.",),
    },
    "ar": {
        Reason.DONT_KNOW: ("لا تصلنا معلومات عن هذا الموضوع.", "يجب أن نسأل مكاتب المحافظات أولاً."),
        Reason.NOT_MY_REMIT: ("هذا من اختصاص وزارة أخرى.", "لا دور لوحدتنا في هذا."),
        Reason.NOT_APPLICABLE: ("لا ينطبق هذا على نظامنا القانوني.",),
    },
    "es": {
        Reason.DONT_KNOW: ("No recibimos datos sobre esto.", "Tendría que preguntar a las oficinas regionales."),
        Reason.NOT_MY_REMIT: ("Lo lleva otro ministerio.", "Nuestra unidad no interviene en esto."),
        Reason.NOT_APPLICABLE: ("En nuestro sistema esto no existe como tarea aparte.",),
    },
    "fr": {
        Reason.DONT_KNOW: ("Nous n'avons pas de données à ce sujet.", "Il faudrait demander aux bureaux régionaux."),
        Reason.NOT_MY_REMIT: ("C'est un autre ministère qui s'en charge.", "Notre service n'intervient pas ici."),
        Reason.NOT_APPLICABLE: ("Cela ne correspond pas à notre système juridique.",),
    },
    "pt": {
        Reason.DONT_KNOW: ("Não recebemos informação sobre isto.", "Teria de perguntar aos serviços regionais."),
        Reason.NOT_MY_REMIT: ("Isto cabe a outro ministério.", "A nossa unidade não participa nisto."),
        Reason.NOT_APPLICABLE: ("No nosso sistema isto não é uma tarefa à parte.",),
    },
}
