import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 1654,
  gid: 1654,
  anyUser: true,
  writablePaths: [],
  environment: {
    ASPNETCORE_TEMP: '/tmp',
    DOTNET_EnableDiagnostics: '0',
    DOTNET_hostBuilder__reloadConfigOnChange: 'false',
    HOME: '/tmp',
    TMPDIR: '/tmp',
  },
  ports: [8080],
};

export const DOTNET: ImageFamily = {
  name: 'dotnet',
  repositories: ['mcr.microsoft.com/dotnet/aspnet', 'mcr.microsoft.com/dotnet/runtime', 'mcr.microsoft.com/dotnet/runtime-deps'],
  variants: [
    {
      ...COMMON,
      versions: { from: '8' },
      imageUser: 'root',
      evidence: {
        documented: [{
          source: 'https://github.com/dotnet/dotnet-docker/blob/3ed00b6/src/runtime-deps/10.0/noble/amd64/Dockerfile',
          date: '2026-11-25',
        }],
      },
    },
    {
      ...COMMON,
      tags: ['chiseled'],
      versions: { from: '8' },
      imageUser: 'numeric',
      evidence: {
        documented: [{
          source: 'https://github.com/dotnet/dotnet-docker/blob/3ed00b6/src/runtime-deps/10.0/noble-chiseled/amd64/Dockerfile',
          date: '2026-11-25',
        }],
      },
    },
  ],
};
