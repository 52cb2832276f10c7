/** Words that stand in every text of a language and in none of the other. Without those that both write ("on", "son", "pour"). */
const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

export const frenchWords = list(
  `
de d en à y on me te se moi toi lui même le la les un une des du au aux ce cet cette ces mon ma mes ton ta tes sa ses notre nos votre vos leur leurs je tu il elle
nous vous ils elles et ou où mais donc ni car que qui quoi dont est sont était étaient été être suis es sommes êtes serait sera
seront avoir ai as avons avez ont avait avais aura fait faire faut peut peux pouvez pourrais pourriez dans sur sous avec sans chez
vers par pour entre depuis pendant avant après lors ne pas plus moins très trop bien bon bonne bonjour bonsoir salut allo merci
svp oui non peu tout tous toute toutes rien jamais toujours encore déjà ici là aussi alors ainsi comme quand comment pourquoi
parce si voici voilà ça cela ceci celui celle ceux lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril
mai juin juillet août septembre octobre novembre décembre demain hier aujourd'hui matin soir midi semaine mois année jour jours
heure heures courriel courriels rendez-vous réunion facture pièce jointe jointes document demande réponse cordialement salutations
madame monsieur mme cher chère chers bientôt beaucoup besoin veuillez prochain prochaine confirmer reçu reçue envoyé envoyer
lire appeler appelle rappeler téléphone numéro adresse compte montant dollars bureau équipe projet suite prêt prête prêts d'accord
parfait reporté reportée annulé annulée absence absent absente transmis ci-joint ci-dessous ferai serai est-ce qu'est-ce c'est j'ai
c' d' j' l' m' n' qu' s' t' jusqu' lorsqu' puisqu' aujourd'hui
`.trim(),
);

export const englishWords = list(
  `
the a an of to and in is are was were be been being it its this that these those i you he she we they my your his her our their me
him us them what which who whom whose when where why how not yes do does did done doing have has had having can could will would
shall should may might must with without from for at by about into over under between after before during since until as if then
than so such but or because just only also very too here there now today tomorrow yesterday please thanks thank hello hi hey dear
regards sincerely cheers monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december morning afternoon evening week month year day days hour hours email emails mail meeting
invoice attached attachment file files document request reply call phone number address account amount dollars office team project
next soon need needs confirm received send sent read let know get got see look back out up down off all any some more most other
new good great sure best will i'm i'll i've you're we're we'll it's don't can't won't that's let's there's isn't didn't
doesn't looks forward well am has again update updated ready schedule cancelled postponed available would've could've
`.trim(),
);
