package io.voucherctl.commands.load;

import java.util.List;

/**
 * How a run stands at one moment.
 *
 * @param elapsedNanos since the first request was due, warm-up included
 * @param lagNanos the latest that any request went out since the pulse before, for a reason of the
 *     generator's own
 * @param lanes one for each tenant, in the order of the plan
 */
record Pulse(long elapsedNanos, long lagNanos, List<Lane> lanes) {
  Pulse {
    lanes = List.copyOf(lanes);
  }

  /**
   * One tenant now.
   *
   * @param targetRate requests per second that its plan asks for at this moment; 0 in a closed
   *     model
   * @param fired requests handed to the transport so far, warm-up included
   * @param inFlight of them not ended yet
   */
  record Lane(String tenant, double targetRate, long fired, int inFlight) {}
}
