/** The images of the `RuntimePreset` constants, by the names of the constants in lowercase. */
export const PRESET_IMAGES: { readonly [name: string]: string } = {
  dotnet: 'mcr.microsoft.com/dotnet/aspnet',
  go: 'gcr.io/distroless/static:nonroot',
  jvm: 'eclipse-temurin',
  node: 'node',
  php_fpm: 'php:fpm',
  python: 'python',
  ruby: 'ruby',
};
