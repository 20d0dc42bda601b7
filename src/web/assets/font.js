/*
 * Chinese type for the few devices that have none (a bare Linux desktop): over a megabyte, so nobody else loads it. In any
 * Chinese font a character is as wide as it is high; what stands in for a missing one is not.
 */
const context = document.createElement('canvas').getContext('2d');
context.font = `100px ${getComputedStyle(document.documentElement).getPropertyValue('--sans')}`;
if (Math.abs(context.measureText('国').width - 100) > 2) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/assets/served-font.css';
  document.head.append(link);
}
