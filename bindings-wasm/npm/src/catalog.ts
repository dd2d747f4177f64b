import {
  endpoints as allEndpoints,
  errorCodes as allErrorCodes,
  gatewayCodeTexts as textsOf,
  market as marketOf,
  markets as allMarkets,
} from "./glue/main.js";
import type { EndpointName, ErrorCode } from "./models.js";

/** A way to pay in or out. */
export interface WayCode {
  readonly code: string;
  /** What people call it. */
  readonly name: string;
}

/** Printed limits of a way code or a family of them, in whole units of the currency. Your own limits may differ. */
export interface Limit {
  /** The way code, or the part before the first underscore of a family. */
  readonly codes: string;
  readonly min: number | null;
  readonly max: number | null;
}

/** The way codes of one direction of one market. */
export interface WayCodes {
  /** Whether the page that lists the codes was preserved whole. If not, an unlisted code may be right. */
  readonly complete: boolean;
  /** How many decimals an amount may have. */
  readonly decimals: number;
  readonly wayCodes: readonly WayCode[];
  /** Codes that stand only on an older page. */
  readonly olderWayCodes: readonly WayCode[];
  readonly limits: readonly Limit[];
}

/** A country in which the gateway works. */
export interface Market {
  /** Two letters, upper case, such as `"ID"`. */
  readonly country: string;
  /** The country's name in English. */
  readonly name: string;
  /** What the member `currency` holds, where a page prints it; Brazil's is `"BRA"`. */
  readonly currency: string | null;
  readonly deposit: WayCodes;
  readonly withdraw: WayCodes;
}

/** Every market of the catalogue. */
export function markets(): Market[] {
  return allMarkets();
}

/**
 * The market of a country code.
 *
 * @throws {TarsPayError} `argument_invalid` if the catalogue has none
 */
export function market(country: string): Market {
  return marketOf(country);
}

/** The names of every endpoint. */
export function endpoints(): EndpointName[] {
  return allEndpoints();
}

/** Every code of an error, what it means and what to do. */
export function errorCodes(): { code: ErrorCode; what: string; remedy: string }[] {
  return allErrorCodes().map(([code, what, remedy]: [ErrorCode, string, string]) => ({ code, what, remedy }));
}

/** What the gateway's page says of a code of its own, such as 5003008: none, one or two texts. */
export function gatewayCodeTexts(code: number): string[] {
  return textsOf(code);
}
