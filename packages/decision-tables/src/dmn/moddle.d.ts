declare module 'dmn-moddle' {
  export type ModdleWarning = { readonly message: string };
  export type ModdleResult = { readonly rootElement: unknown; readonly warnings: readonly ModdleWarning[] };
  export function DmnModdle(packages?: Record<string, unknown>): {
    fromXML(xml: string, type: string): Promise<ModdleResult>;
    create(type: string, properties: Record<string, unknown>): { readonly $type: string; readonly [name: string]: unknown };
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
  };
}
