package dev.slipway.local.cloud.signature;

import java.util.zip.Checksum;

/**
 * The checksum that S3 calls CRC64NVME, which Java does not have.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme">CRC-64/NVME in the catalogue of parametrised
 *     CRC algorithms</a>
 */
final class Crc64Nvme implements Checksum {
    /** The polynomial, its bits in reverse order. */
    private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

    private static final long[] TABLE = table();

    private long state = -1L;

    private static long[] table() {
        var table = new long[256];
        for (var index = 0; index < table.length; index++) {
            long value = index;
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[index] = value;
        }
        return table;
    }

    @Override
    public void update(int next) {
        state = (state >>> Byte.SIZE) ^ TABLE[(int) (state ^ next) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        for (var index = offset; index < offset + length; index++) {
            update(bytes[index]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1L;
    }
}
