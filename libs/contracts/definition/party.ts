/** The services of this project: each owns its subjects, its NATS user and, when it stores anything, its PostgreSQL schema. */
export const services = ['api-gateway', 'credential-vault', 'connection-validator'] as const;
export type ServiceName = (typeof services)[number];

/** Everybody with a NATS user: our services, the telephony platform and the operator's administrator. */
export const parties = [...services, 'telephony', 'administrator'] as const;
export type Party = (typeof parties)[number];
