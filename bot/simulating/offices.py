"""What invented respondents are called: offices in general words, in the language of whoever works there."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.rounds.nouns import Sector

COORDINATION = "Secretariat for child protection"
"""What the coordinator is called."""

OFFICES: Mapping[Sector, Mapping[str, tuple[str, ...]]] = {
    Sector.GOVERNMENT: {
        "en": ("Ministry for children, policy unit", "Ministry of the interior, crime prevention"),
        "ar": ("وزارة شؤون الأسرة، وحدة السياسات", "وزارة الداخلية، إدارة الوقاية"),
        "es": ("Ministerio de infancia, unidad de políticas", "Ministerio del interior, prevención"),
        "fr": ("Ministère de l'enfance, service des politiques", "Ministère de l'intérieur, prévention"),
        "pt": ("Ministério da infância, unidade de políticas", "Ministério do interior, prevenção"),
    },
    Sector.POLICE: {
        "en": ("Cybercrime unit", "Police desk for children"),
        "ar": ("وحدة الجرائم الإلكترونية", "قسم الشرطة لحماية الأطفال"),
        "es": ("Unidad de ciberdelitos", "Sección policial de infancia"),
        "fr": ("Unité de cybercriminalité", "Brigade de protection des mineurs"),
        "pt": ("Unidade de cibercrime", "Secção policial de menores"),
    },
    Sector.JUSTICE: {
        "en": ("Prosecution service, child cases", "Court administration"),
        "ar": ("النيابة العامة، قضايا الأطفال", "إدارة المحاكم"),
        "es": ("Fiscalía, casos de infancia", "Administración de tribunales"),
        "fr": ("Parquet, affaires de mineurs", "Administration des tribunaux"),
        "pt": ("Procuradoria, casos de menores", "Administração dos tribunais"),
    },
    Sector.SERVICES: {
        "en": ("District child protection office", "Children's hospital, social work"),
        "ar": ("مكتب حماية الطفل في المحافظة", "مستشفى الأطفال، الخدمة الاجتماعية"),
        "es": ("Oficina local de protección infantil", "Hospital infantil, trabajo social"),
        "fr": ("Bureau local de protection de l'enfance", "Hôpital pour enfants, service social"),
        "pt": ("Serviço local de proteção de crianças", "Hospital pediátrico, serviço social"),
    },
    Sector.EDUCATION: {
        "en": ("School safety office",),
        "ar": ("مكتب السلامة المدرسية",),
        "es": ("Oficina de seguridad escolar",),
        "fr": ("Bureau de la sécurité à l'école",),
        "pt": ("Gabinete de segurança escolar",),
    },
    Sector.CIVIL_SOCIETY: {
        "en": ("Child helpline", "Shelter network", "Reporting hotline"),
        "ar": ("خط مساعدة الأطفال", "شبكة دور الإيواء", "الخط الساخن للتبليغ"),
        "es": ("Línea de ayuda infantil", "Red de casas de acogida", "Línea de denuncias"),
        "fr": ("Ligne d'écoute pour enfants", "Réseau de foyers d'accueil", "Plateforme de signalement"),
        "pt": ("Linha de apoio à criança", "Rede de casas de acolhimento", "Linha de denúncia"),
    },
    Sector.INDUSTRY: {
        "en": ("Association of internet providers",),
        "ar": ("رابطة مزودي خدمات الإنترنت",),
        "es": ("Asociación de proveedores de internet",),
        "fr": ("Association des fournisseurs d'accès",),
        "pt": ("Associação de operadores de internet",),
    },
    Sector.INTERNATIONAL: {
        "en": ("International agency, country office",),
        "ar": ("وكالة دولية، المكتب القطري",),
        "es": ("Organismo internacional, oficina en el país",),
        "fr": ("Agence internationale, bureau de pays",),
        "pt": ("Agência internacional, escritório no país",),
    },
    Sector.OTHER: {
        "en": ("University department",),
        "ar": ("قسم جامعي للبحوث",),
        "es": ("Departamento universitario",),
        "fr": ("Département universitaire",),
        "pt": ("Departamento universitário",),
    },
}


def office(sector: Sector, language: str, before: int) -> str:
    """The name of one more office of this sector and language, `before` of which are there already."""
    of_sector = OFFICES[sector]
    names = of_sector.get(language, of_sector["en"])
    again, which = divmod(before, len(names))
    return f"{names[which]} {again + 1}" if again else names[which]
