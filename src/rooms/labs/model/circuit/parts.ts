/** A point of a circuit where ends meet. */
export type Place = string;

type Ends = { readonly name: string; readonly a: Place; readonly b: Place };

export type Resistor = Ends & { readonly kind: 'resistor'; readonly ohms: number };
/** Electromotive force with inner resistance; `a` is the positive end. Without resistance it is ideal. */
export type Cell = Ends & { readonly kind: 'cell'; readonly volts: number; readonly ohms: number };
/** A filament: its resistance when cold, and the power that it would radiate at the temperature of the room. */
export type Lamp = Ends & { readonly kind: 'lamp'; readonly cold: number; readonly watts: number };
/** A junction, `a` its anode: the saturation current in amperes and the ideality factor. */
export type Diode = Ends & { readonly kind: 'diode'; readonly saturation: number; readonly ideality: number };
export type Capacitor = Ends & { readonly kind: 'capacitor'; readonly farads: number };
/** No resistance at all: both ends are one place. */
export type Wire = Ends & { readonly kind: 'wire' };

/** What circuits are made of. Meters are resistors: an ammeter of a small resistance, a voltmeter of a large one. */
export type Part = Resistor | Cell | Lamp | Diode | Capacitor | Wire;

/** Why there are no currents to tell: a loop of ideal cells and wires, or a junction whose current was not found. */
export type CircuitFault = 'short' | 'unsettled';

/** Voltages of places (each island of the circuit has a zero of its own), and currents from `a` to `b` by the part's name. */
export type Flow = {
  readonly volts: (place: Place) => number;
  readonly amperes: (name: string) => number;
};
