/** What stands below newsletters, notifications and mailing lists. */
const leaving =
  /\b(?:désabonn\w*|désinscri\w*|désinscription|unsubscribe\w*|opt[- ]?out|se retirer de (?:cette|la) liste|ne (?:souhaitez|désirez|voulez) plus recevoir|no longer (?:wish|want) to receive|stop receiving)/iu;
const managing =
  /(?:gérer|modifier|manage|update|change|mettre à jour|edit)\s+(?:\p{L}+\s+){0,2}(?:préférences|abonnements?|preferences|subscriptions?|notification settings|notifications|email settings|paramètres de notification)|préférences de (?:communication|courriel)|email preferences|politique de confidentialité|privacy policy|conditions d['’]utilisation|terms of (?:use|service)/iu;
const because =
  /(?:vous (?:recevez|avez reçu) (?:ce|cet|cette)\b.{0,60}(?:car|parce|puisque|en tant|à titre|à la suite)|you(?:['’]re| are| have)? receiv(?:e|ed|ing) this\b.{0,60}(?:because|as a|since)|(?:courriel|message|e-?mail) (?:a été )?(?:envoyé|adressé|destiné) à \S+@|this (?:e-?mail|message|newsletter) was (?:sent|intended|delivered) (?:to|for)\b|ne pas répondre (?:directement )?à ce|veuillez ne pas répondre|please do not reply|do not reply (?:directly )?to this)/iu;
const rights = /(?:©|\(c\)|copyright)\s*\d{4}|tous droits réservés|all rights reserved|droits réservés/iu;
const browser =
  /(?:voir|afficher|consulter|lire|visualiser|view|read|open|see|trouble viewing|problèmes? d['’]affichage).{0,50}(?:navigateur|en ligne|browser|online|web version|version web)|version (?:web|en ligne)\b|(?:répondre|reply|write|écrire|type).{0,30}(?:au-dessus de cette ligne|above this line)/iu;
const lists =
  /^(?:to unsubscribe from this (?:list|group)|pour (?:vous désabonner|quitter)|you received this message because|vous recevez ce message,? car vous êtes abonné|_{10,}\s.{0,80}(?:mailing list|liste|listinfo|https?:)|.{0,60}mailing list$|liste de diffusion .{0,60}$)/iu;
const meeting =
  /^[_\s]*(?:réunion microsoft teams|microsoft teams (?:meeting|réunion)|rejoindre (?:la réunion|sur votre ordinateur|zoom)|join (?:the meeting now|on your computer|zoom meeting|microsoft teams|with google meet|the zoom)|participer à (?:la réunion zoom|zoom)|se joindre à la réunion|besoin d['’]aide \?|need help\?|id de (?:la )?réunion|meeting id|code secret|passcode|composer par téléphone|dial in by phone|one tap mobile|trouver (?:un|votre) numéro local|find (?:a|your) local number|options de (?:la )?réunion|meeting options)/iu;
const apps =
  /^(?:suivez-nous|follow us|téléchargez (?:notre|l['’])app|download (?:our|the) app|restons en contact|stay connected|connect with us|facebook\b.{0,60}(?:instagram|linkedin|twitter|x\b))/iu;

/** Somebody writes about leaving a list. */
const personal =
  /\?\s*(?:\p{L}|$)|\b(?:j['’](?:ai|aimerais|en)|je|tu|peux-tu|me dire|I|I['’]\w+|can you|could you|please unsubscribe me)\b/u;

/** Whether a paragraph belongs to the foot of a bulk mail. `online` alone may also stand at its head. */
export function footerSign(paragraph: string): 'certain' | 'likely' | 'online' | null {
  const text = paragraph.trim().slice(0, 1_500);
  if (lists.test(text) || meeting.test(text)) return 'certain';
  if (leaving.test(text) && text.length < 600 && !personal.test(text)) return 'certain';
  if (because.test(text) && text.length < 500) return 'certain';
  if (browser.test(text) && text.length < 140) return 'online';
  if (rights.test(text) && text.length < 400) return 'certain';
  if ((managing.test(text) && text.length < 250) || (apps.test(text) && text.length < 120)) return 'likely';
  return null;
}

const social =
  /^(?:\W*(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok|pinterest|threads|bluesky|vimeo|(?:lien vers|link to) [\w.-]+|image ?: ?[\p{L} ]{1,30}|image of [\p{L} ]{1,30})\W*)+$/iu;
const postal =
  /\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b\d{5}(?:-\d{4})?\b.{0,30}\b(?:USA|États-Unis|United States)\b|\b[A-Z]{2}\s\d{5}\b/u;

const street =
  /\b\d{1,6},?\s+(?:rue|boul|boulevard|av|avenue|chemin|ch|place|route|rang)\b|\b\d{1,6}\s[\p{L} .'-]{2,30}\b(?:street|st|road|rd|ave|avenue|blvd|drive)\b/iu;

/** What is no sign of a foot of its own, but is one beside such: names of networks, a postal address, a row of links. */
export function accompaniesFooter(paragraph: string): boolean {
  const text = paragraph.trim();
  if (text.length > 260) return false;
  return (
    social.test(text) ||
    postal.test(text) ||
    (street.test(text) && text.length < 120) ||
    footerSign(text) !== null ||
    (text.match(/(?:lien vers|link to) [\w.-]+/giu)?.length ?? 0) >= 2 ||
    /^[-–—_=*•|· ]+$/u.test(text)
  );
}
