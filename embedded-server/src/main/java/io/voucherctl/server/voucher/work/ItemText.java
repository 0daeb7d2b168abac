package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.OrderItem;
import java.util.List;

/** The lines of an order as text, in the form in which they are stored and answered. */
public interface ItemText {
  /** A JSON array. */
  String write(List<OrderItem> items);

  /** Reads what {@link #write} wrote. */
  List<OrderItem> read(String items);
}
