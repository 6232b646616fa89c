"""The same with `PicklePersistence`, all defaults: what changed is marked with each update and written every minute.

So a run of less than a minute pays for the marks and not for the writing, and a process that is killed loses up to a
minute of answers. There is no setting that writes before an update is acknowledged, as Sounding does.
"""

from __future__ import annotations

from telegram.ext import PicklePersistence

from tests.bench.peers.ptb_conversation import builder, conversation


def main() -> None:
    application = builder().persistence(PicklePersistence("answers.pickle")).build()
    application.add_handler(conversation(name="assessment", persistent=True))
    application.run_polling()


if __name__ == "__main__":
    main()
