// The part of saxen that is used here; the package brings no types.
export class Parser {
  on(event: "openTag", handler: (name: string) => void): this;
  on(event: "closeTag", handler: (name: string) => void): this;
  on(event: "text", handler: (text: string, decodeEntities: (text: string) => string) => void): this;
  on(event: "cdata", handler: (text: string) => void): this;
  on(event: "error", handler: (error: Error) => void): this;
  /** Handles all complete tokens and keeps the rest for the next piece. */
  write(xml: string): this;
  end(): Error | null;
}
