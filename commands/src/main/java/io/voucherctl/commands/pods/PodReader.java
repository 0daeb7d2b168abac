package io.voucherctl.commands.pods;

/** Where pods are read from. */
@FunctionalInterface
public interface PodReader {
  PodReading read(PodQuery query);
}
