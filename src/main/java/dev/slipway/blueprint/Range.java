package dev.slipway.blueprint;

/**
 * The whole numbers from one to another.
 *
 * @param least the least, inclusive
 * @param greatest the greatest, inclusive
 */
public record Range(int least, int greatest) {
    public Range {
        if (greatest < least) {
            throw new IllegalArgumentException("got %d to %d, expected least <= greatest".formatted(least, greatest));
        }
    }

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException when the number is outside
     */
    public int check(int number) {
        if (number < least || number > greatest) {
            throw new IllegalArgumentException("got %d, expected %d to %d".formatted(number, least, greatest));
        }
        return number;
    }
}
