// The package ships types, but its `exports` do not lead to them.
declare module 'solarlunar' {
  interface SolarLunar {
    readonly lMonth: number;
    readonly lDay: number;
    readonly isLeap: boolean;
    /** Empty on a day that is no solar term. */
    readonly term: string;
  }
  const solarLunar: { solar2lunar(year: number, month: number, day: number): SolarLunar };
  export default solarLunar;
}
