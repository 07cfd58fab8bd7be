declare module 'mvdan-sh' {
  export const syntax: any;
}
