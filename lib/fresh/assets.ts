// Which static file has which hashed URL. The browser's bundle replaces this module by a generated one of the same exports.

export type AssetNames = Readonly<Record<string, string>>;

let names: AssetNames = {};

export function setAssetNames(next: AssetNames): void {
  names = next;
}

export function assetNames(): AssetNames {
  return names;
}
