package dev.slipway.local.cloud.store;

import java.io.IOException;

/** A part of the state is not what was written. */
public final class DamagedState extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Damage damage;

    /** Carries a damage to where all are collected. */
    public DamagedState(Damage damage) {
        super(damage.toString());
        this.damage = damage;
    }

    /** What is damaged. */
    public Damage damage() {
        return damage;
    }
}
