declare module 'dmn-moddle' {
  export type ModdleWarning = { readonly message: string };
  export type ModdleResult = { readonly rootElement: unknown; readonly warnings: readonly ModdleWarning[] };
  export function DmnModdle(packages?: Record<string, unknown>): {
    fromXML(xml: string, type: string): Promise<ModdleResult>;
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
  };
}
