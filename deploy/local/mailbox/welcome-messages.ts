import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { demoDomain } from '../start/demo-subscribers.js';

interface Text {
  from: string;
  subject: string;
  text: (firstName: string) => string;
}

const french: readonly Text[] = [
  {
    from: `"Équipe du courrier" <equipe@${demoDomain}>`,
    subject: 'Bienvenue dans votre boîte de démonstration',
    text: (name) => `Bonjour ${name},

cette boîte aux lettres vit sur votre machine : ce que vous y envoyez n’en sort pas.
Branchez-la à votre assistant vocal depuis la page « Accès aux courriels ».

Bonne journée !
`,
  },
  {
    from: `"Luc Gagnon" <luc@${demoDomain}>`,
    subject: 'Réunion de jeudi',
    text: (name) => `Salut ${name},

peux-tu me rappeler avant jeudi au sujet de la salle ? Neuf heures me conviendrait.

Luc
`,
  },
];

const english: Text = {
  from: `"Mail team" <team@${demoDomain}>`,
  subject: 'Welcome to your demonstration mailbox',
  text: (name) => `Hello ${name},

this mailbox lives on your machine: what you send from it does not leave it.
Connect it to your voice assistant from the "E-mail access" page.

Have a good day!
`,
};

/** The first messages of a demo mailbox, ready to be delivered. */
export function welcomeMessages(subscriber: DemoSubscriber): Promise<Buffer[]> {
  const texts = subscriber.language === 'en-CA' ? [...french, english] : french;
  const firstName = subscriber.name.split(' ')[0] ?? subscriber.name;
  return Promise.all(
    texts.map(({ from, subject, text }) => compose({ from, subject, text: text(firstName) }, subscriber)),
  );
}

function compose(mail: { from: string; subject: string; text: string }, { name, emailAddress }: DemoSubscriber) {
  return new MailComposer({ ...mail, to: { name, address: emailAddress } }).compile().build();
}
