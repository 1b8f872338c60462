/** Passkeys as the browser makes and shows them. The library is loaded when one is used: most people sign in by password. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

/** The options and answers travel as plain objects; the browser and the server's library check them. */
type Travelling = Record<string, unknown>;

/** This browser can keep or show passkeys here: it knows them, and the connection is secure. */
export const canUsePasskeys = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window;

/** Makes a passkey. Rejects when the person closes the browser's question. */
export const makePasskey = async (options: Travelling): Promise<RegistrationResponseJSON & Travelling> => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON });
  return made as RegistrationResponseJSON & Travelling;
};

/** Shows a passkey. Rejects when the person closes the browser's question. */
export const showPasskey = async (options: Travelling): Promise<AuthenticationResponseJSON & Travelling> => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const shown = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON });
  return shown as AuthenticationResponseJSON & Travelling;
};

/** The person closed the question of the browser, or had no passkey here: nothing has happened. */
export const wasClosed = (cause: unknown): boolean =>
  cause instanceof Error && ['NotAllowedError', 'AbortError'].includes(cause.name);

/** The device holds a passkey of this account already. */
export const alreadyHere = (cause: unknown): boolean => cause instanceof Error && cause.name === 'InvalidStateError';
