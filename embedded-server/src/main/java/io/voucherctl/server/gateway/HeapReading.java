package io.voucherctl.server.gateway;

/**
 * What is known of the heap at one moment.
 *
 * @param liveBytes what the last collection of the old generation left in the whole heap; 0 before
 *     the first. Only this is beyond doubt: what a young collection leaves in the old generation
 *     may be garbage
 * @param oldBytes in the old generation now, garbage included: it may all be live
 * @param maxBytes the heap's limit; not positive when there is none
 * @param collections of the old generation that have been seen
 */
record HeapReading(long liveBytes, long oldBytes, long maxBytes, long collections) {

  double livePercent() {
    return percent(liveBytes);
  }

  double oldPercent() {
    return percent(oldBytes);
  }

  private double percent(long bytes) {
    return maxBytes <= 0 ? 0 : 100.0 * bytes / maxBytes;
  }
}
