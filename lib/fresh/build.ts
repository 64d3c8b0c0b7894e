// Where the generated _fresh/ modules register the build: routes, islands, assets. The rest of lib/fresh reads it here.
import { type AssetNames, setAssetNames } from "./assets.ts";

/** One file to serve. */
export interface AssetFile {
  /** Path below the build's static directory. */
  readonly file: string;
  readonly type: string;
  /** Of the content; the ETag. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
}

export interface IslandModule {
  readonly name: string;
  readonly component: unknown;
  /** URL of its browser chunk, and of the chunks that one imports. */
  readonly chunk: string;
  readonly imports: readonly string[];
}

export interface RouteModule {
  /** Path below routes/, without extension, with a leading slash: `/vms/[id]`. */
  readonly path: string;
  readonly module: Readonly<Record<string, unknown>>;
}

export interface AssetManifest {
  /** Hashed URL of a path in static/: `/atoll.css` → `/atoll-1a2b3c4d.css`. */
  readonly names: AssetNames;
  /** Every URL path that is served. */
  readonly files: Readonly<Record<string, AssetFile>>;
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
}

export interface BuildSnapshot {
  readonly routes: readonly RouteModule[];
  readonly islands: readonly IslandModule[];
  /** URL of the script that starts islands, and of the chunks it imports. */
  readonly client: { readonly chunk: string; readonly imports: readonly string[] };
}

const NO_ASSETS: AssetManifest = {
  names: {},
  files: {},
  read: (file) => Promise.reject(new Error(`No build registered, so no asset ${file}`)),
};

let manifest: AssetManifest = NO_ASSETS;
let snapshot: BuildSnapshot | null = null;

/** Registers the static files; called before any route module is evaluated, so that `asset()` works at its top level. */
export function registerAssets(assets: AssetManifest): void {
  manifest = assets;
  setAssetNames(assets.names);
}

/** Registers routes and islands. Apps composed from now on serve this build. */
export function registerBuild(build: BuildSnapshot): void {
  snapshot = build;
}

export function currentAssets(): AssetManifest {
  return manifest;
}

export function currentBuild(): BuildSnapshot | null {
  return snapshot;
}
