"""Addresses and signs that are the same in every language."""

# Words stay side by side, so that a list can be read at a glance.
# fmt: off

# Where files, texts and pictures are passed on without a name; and networks that hide who serves.
HOSTS_OF_MATERIAL = (
    "mega.nz", "mega.io", "mega.co.nz", "mediafire.com", "dropbox.com", "db.tt", "drive.google.com",
    "docs.google.com/uc", "photos.google.com", "photos.app.goo.gl", "1drv.ms", "onedrive.live.com",
    "icloud.com/photos", "wetransfer.com", "we.tl", "sendspace.com", "gofile.io", "anonfiles.com", "pixeldrain.com",
    "krakenfiles.com", "file.io", "transfer.sh", "4shared.com", "rapidgator.net", "uploaded.net", "zippyshare.com",
    "terabox.com", "1024terabox.com", "disk.yandex.ru", "disk.yandex.com", "yadi.sk", "bunkr.si", "cyberdrop.me",
    "cyberfile.me", "filemail.com", "swisstransfer.com", "catbox.moe", "litterbox.catbox.moe", "imgur.com", "ibb.co",
    "imgbb.com", "postimg.cc", "imagebam.com", "imgsrc.ru", "streamable.com", "vidoza.net", "dood.to", "pastebin.com",
    "paste.ee", "ghostbin.com", "privatebin.net", "rentry.co", "rentry.org", "justpaste.it", "telegra.ph",
    "controlc.com", "hastebin.com", "0bin.net", "paste.rs", "linktr.ee", "magnet",
)
HIDDEN_NETWORKS = (
    "onion", "i2p", "onion.ws", "onion.ly", "onion.to", "onion.pet",
)

# Ways into a closed group.
INVITATIONS = (
    "chat.whatsapp.com", "t.me/+", "t.me/joinchat", "telegram.me/+", "telegram.me/joinchat", "telegram.dog/joinchat",
    "discord.gg", "discord.com/invite", "discordapp.com/invite", "signal.group", "line.me/ti/g", "invite.viber.com",
    "join.skype.com",
)

# Endings of pictures, films, sounds and packed files.
MEDIA = (
    "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif", "tiff", "mp4", "m4v", "mov", "avi", "mkv", "webm",
    "3gp", "wmv", "flv", "mp3", "m4a", "ogg", "opus", "wav", "zip", "rar", "7z", "torrent",
)

# Where what follows the stroke is one account.
PROFILES = (
    "t.me", "telegram.me", "telegram.dog", "wa.me", "api.whatsapp.com", "signal.me", "m.me", "instagram.com",
    "instagr.am", "facebook.com", "fb.com", "fb.me", "x.com", "twitter.com", "tiktok.com", "snapchat.com", "vk.com",
    "ok.ru", "linkedin.com/in", "youtube.com/@", "youtube.com/channel", "threads.net", "threads.com", "twitch.tv",
    "roblox.com/users", "onlyfans.com", "kik.me", "reddit.com/user", "reddit.com/u", "discord.com/users",
    "discordapp.com/users", "pinterest.com", "tumblr.com", "steamcommunity.com", "bsky.app/profile", "viber.me",
)

# Before a sign by which somebody is known there.
PLATFORMS = (
    "insta", "instagram", "ig", "snap", "snapchat", "tiktok", "telegram", "discord", "kik", "roblox", "facebook",
    "fb", "twitter", "skype", "wickr", "username", "user", "usuario", "usuaria", "utilisateur", "pseudo",
    "utilizador", "nick", "nickname", "handle", "تلغرام", "تليجرام", "انستغرام", "انستا", "سناب", "المستخدم",
    "تيك توك",
)

# Free and shared lines as they begin in most countries; nobody's own.
FREE_LINES = (
    "0800", "800", "0801", "0805", "0808", "1800", "1-800", "0 800", "00800", "0300", "0900", "900", "116",
)

# Before or behind a number they say that it is money.
CURRENCIES = (
    "€", "$", "£", "¥", "₹", "₦", "₵", "r$", "us$", "usd", "eur", "gbp", "kes", "ksh", "ugx", "ush", "tzs", "ghs",
    "ngn", "zar", "inr", "php", "aud", "cad", "jod", "egp", "sar", "aed", "qar", "mad", "tnd", "dzd", "xof", "xaf",
    "fcfa", "cfa", "brl", "mzn", "aoa", "cop", "mxn", "clp", "ars", "pen", "crc", "gtq", "%", "‰",
)
