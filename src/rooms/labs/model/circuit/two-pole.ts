import { exp, log, pow } from '../elementary.ts';
import type { Diode, Lamp } from './parts.ts';

/** The current at a voltage, and its derivative: amperes and siemens. */
export type Slope = { readonly current: number; readonly conductance: number };

/** k/e of the SI since 2019, in volts for each kelvin, at 27 °C: the thermal voltage 25.8649 mV. */
export const thermalVolts = (1.380649e-23 / 1.602176634e-19) * 300.15;

/** Shockley's junction (Bell System Technical Journal 28, 1949, 435): I = Iₛ·(exp(U/n·U_T) − 1). */
export function diodeAt({ saturation, ideality }: Diode, volts: number): Slope {
  const scale = ideality * thermalVolts;
  const power = exp(Math.min(volts / scale, 200));
  return { current: saturation * (power - 1), conductance: (saturation * power) / scale };
}

/**
 * How far Newton's next step may go at a junction: above the bend the voltage grows with the logarithm of what was wanted
 * (Nagel, SPICE2, ERL-M520, 1975). The same as `wanted` where that is harmless.
 */
export function damped({ saturation, ideality }: Diode, wanted: number, before: number): number {
  const scale = ideality * thermalVolts;
  const bend = scale * log(scale / (Math.SQRT2 * saturation));
  if (wanted <= bend || Math.abs(wanted - before) <= 2 * scale) return wanted;
  if (before <= 0) return scale * log(wanted / scale);
  const ratio = 1 + (wanted - before) / scale;
  return ratio > 0 ? before + scale * log(ratio) : bend;
}

/**
 * A tungsten filament that radiates what it takes in: R = R₀·(T/T₀)^1.2, P = W·((T/T₀)⁴ − 1), where R₀ and W are its
 * resistance and its radiation at the temperature of the room (the power 1.2: Jones and Langmuir, Gen. Elec. Rev. 30, 1927).
 */
export function lampAt({ cold, watts }: Lamp, volts: number): Slope {
  const wanted = (volts * volts) / (cold * watts);
  const heat = warmth(wanted);
  const ohms = cold * pow(heat, 1.2);
  const steep = 5.2 * pow(heat, 4.2) - 1.2 * pow(heat, 0.2);
  const heating = (2 * volts) / (cold * watts) / steep;
  const stiffening = cold * 1.2 * pow(heat, 0.2) * heating;
  return { current: volts / ohms, conductance: 1 / ohms - (volts * stiffening) / (ohms * ohms) };
}

/** T/T₀ at which (x⁴ − 1)·x^1.2 is so much: by Newton's steps, from below once and from above thereafter. */
function warmth(wanted: number): number {
  let heat = pow(1 + wanted, 1 / 5.2);
  for (let n = 0; n < 60; n++) {
    const off = pow(heat, 5.2) - pow(heat, 1.2) - wanted;
    const next = Math.max(1, heat - off / (5.2 * pow(heat, 4.2) - 1.2 * pow(heat, 0.2)));
    if (Math.abs(next - heat) <= 1e-15 * heat) return next;
    heat = next;
  }
  return heat;
}
