import type { StepId } from '@mail-access/contracts';
import type { StepTitle } from '../step-title.js';

export const stepTitles: Record<StepId, StepTitle> = {
  'find-settings': ({ typed }) => (typed ? 'Vérifier les paramètres' : 'Trouver les serveurs de votre messagerie'),
  'incoming-resolve': ({ protocol }) => `Trouver le serveur de réception${inParentheses(protocol)}`,
  'incoming-connect': () => 'Joindre le serveur de réception',
  'incoming-secure': () => 'Sécuriser la connexion de réception',
  'incoming-sign-in': () => 'Ouvrir une session sur le serveur de réception',
  'incoming-open-inbox': () => 'Ouvrir la boîte de réception',
  'outgoing-resolve': () => "Trouver le serveur d'envoi (SMTP)",
  'outgoing-connect': () => "Joindre le serveur d'envoi",
  'outgoing-secure': () => "Sécuriser la connexion d'envoi",
  'outgoing-sign-in': () => "Ouvrir une session sur le serveur d'envoi",
  'send-test-message': () => 'Envoyer le courriel test',
  'receive-test-message': () => 'Recevoir le courriel test',
  'find-endpoint': () => 'Trouver le serveur Exchange',
  'open-inbox': () => 'Ouvrir la boîte Exchange',
};

function inParentheses(protocol: string | undefined): string {
  return protocol === undefined ? '' : ` (${protocol})`;
}
