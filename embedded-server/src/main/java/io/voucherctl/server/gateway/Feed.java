package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;

/** Where a gateway hears who its tenants are, what they may do, and how many gateways share it. */
public interface Feed {
  /** What can be confirmed or doubted on its own. */
  enum Source {
    TENANTS,
    QUOTAS
  }

  /**
   * Takes over what a feed tells. What was told last stays in force until something else is told.
   * Safe for all threads.
   */
  interface Sink {
    void put(Roster roster);

    void put(QuotaBook quotas);

    /** Until the first one, unless it is {@link FleetShare#UNKNOWN}, the gateway is alone. */
    void put(FleetShare share);

    /** What is in force is what stands in its source at this moment. */
    void confirmed(Source source);

    /** What is in force may be out of date: its source cannot be read, or is gone. */
    void failed(Source source, String problem);
  }

  /** A feed that tells until it is closed. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins to tell. What can be told without waiting is told before this returns; what does not
   * exist yet is told when it does.
   */
  Running start(Sink sink) throws IOException;

  /** Whether each roster brings the quotas with it, as a tenants file does. */
  default boolean rostersBringQuotas() {
    return false;
  }
}
