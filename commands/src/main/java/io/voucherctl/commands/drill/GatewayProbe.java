package io.voucherctl.commands.drill;

import java.util.List;

/** Looks into the gateways. A gateway that does not answer is left out: that is the symptom. */
interface GatewayProbe {
  List<GatewaySample> sample();
}
