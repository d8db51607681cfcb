// Generated from docs/api/partner-v1.json by node scripts/generate-docs.mjs.
export interface paths {
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened at the hospitals of this key, and there to escort orders of this partner, in an order in which nothing is put in later */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hospitals that this key is for */
        get: operations["clinics.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments of a hospital */
        get: operations["clinics.departments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Doctors of a hospital */
        get: operations["clinics.doctors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clinic sessions by start, drafts left out; at most 92 days at a time */
        get: operations["clinics.sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clinic sessions that are planned and not published, by start; at most 92 days at a time */
        get: operations["clinics.drafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on sale at this moment, as families see it */
        get: operations["clinics.availability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinicId}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appointments of a hospital on some days, by id */
        get: operations["clinics.appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One clinic session */
        get: operations["sessions.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft becomes visible; its seats go on sale when it says (6.8) */
        post: operations["sessions.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing more of this session is sold */
        post: operations["sessions.suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The session takes place after all */
        post: operations["sessions.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold a seat for a patient who has been at a hospital of this key (H1) */
        post: operations["appointments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One appointment; that it was looked at is noted */
        get: operations["appointments.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The seat that this partner holds is wanted; the clinic is asked (H3) */
        post: operations["appointments.submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The clinic has it, under a record of its own (H4) */
        post: operations["appointments.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The clinic does not take it (H5) */
        post: operations["appointments.reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same appointment with a seat of another session (H6) */
        post: operations["appointments.reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancelled by the clinic (H7) */
        post: operations["appointments.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient has come, on the day of the visit (H9) */
        post: operations["appointments.check-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient was seen (H10) */
        post: operations["appointments.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointmentId}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody came, and the grace is over (H11) */
        post: operations["appointments.no-show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Patients whose newest appointment at the hospitals of this key keeps a membership, with what it brings, by id (C24); that they were looked at is noted */
        get: operations["members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{patientId}/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a membership brings to a patient who has been at a hospital of this key: what the newest appointment there keeps (C24); that it was looked at is noted */
        get: operations["members.benefits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every difference between the appointments that you have on some days, at most 31 days and 2,000 rows, and those that are here; nothing is stored */
        post: operations["reconciliations.compare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an escort costs for a patient who has been at a hospital of this key (E6): valid until `validUntil`, books once; without a fee for where the patient lives */
        post: operations["escort-quotes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Escort orders that this partner has booked at hospitals of this key, by id */
        get: operations["escort-orders.list"];
        put?: never;
        /** Books a quote and puts its price on account, within the credit limit (O1, O2) */
        post: operations["escort-orders.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One escort order that this partner has booked: its state, its times, who comes, and what it costs */
        get: operations["escort-orders.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-orders/{orderId}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts on account what is still due after overtime or a longer visit (O18) */
        post: operations["escort-orders.pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-orders/{orderId}/cancellation-quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The exact split of a cancellation before it is made (N4): valid 5 minutes, while it stays the answer */
        post: operations["escort-orders.cancellation-quotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/escort-orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels with exactly the split that was quoted; what goes back is owed no more (O19, O20) */
        post: operations["escort-orders.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this partner owes for orders on account and has paid, by day of the clinics, at most 31 days; its lines in pages. Days that are over do not change */
        get: operations["statements.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where this partner is told of events, as far as this key is for all of their clinics */
        get: operations["webhook-endpoints.list"];
        put?: never;
        /** Be told of events from now on, by Standard Webhooks */
        post: operations["webhook-endpoints.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Nothing more is told there, for good */
        delete: operations["webhook-endpoints.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{endpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; the one before signs beside it for 24 hours */
        post: operations["webhook-endpoints.rotate-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An event of the type WebhookTest is told, by the way that all others go */
        post: operations["webhook-endpoints.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one endpoint was told, the newest first, with body and attempts */
        get: operations["webhook-deliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new round of attempts with the same id and body, of one that was made or given up */
        post: operations["webhook-deliveries.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Event: {
            /** Format: uuid */
            eventId: string;
            /** @description Such as AppointmentBooked; new types may come */
            type: string;
            /**
             * @description `appointment`, `session`, or `escort-order` of this partner; new words may come
             * @example appointment
             */
            about: string;
            /** Format: uuid */
            subjectId: string;
            /** Format: uuid */
            clinicId: string;
            /** @description Of the thing after it, as in its ETag */
            version: number;
            /** @description Where it is read as it is now, as far as this key may */
            href?: string;
            /** @description Of an escort order: what is still to be put on account after it, in fen */
            dueFen?: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            at: string;
        };
        Problem: {
            /**
             * @description Stable: go by this
             * @example urn:banzhen:problem:not-found
             */
            type: string;
            title: string;
            status: number;
            /** @description What to do next, in English */
            detail: string;
            /** @description 接下来怎么做 */
            detailZh: string;
            /** @description The request, as in X-Request-Id */
            instance: string;
            facts: {
                [key: string]: unknown;
            };
        };
        Clinic: {
            /** Format: uuid */
            clinicId: string;
            name: string;
            cityCode: string;
        };
        Department: {
            /** Format: uuid */
            departmentId: string;
            name: string;
        };
        Doctor: {
            /** Format: uuid */
            doctorId: string;
            /** Format: uuid */
            departmentId: string;
            name: string;
            title: string;
            introduction: string;
        };
        Session: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** @enum {string} */
            status: "PUBLISHED" | "RELEASED" | "SUSPENDED" | "CLOSED";
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            capacity: number;
            remaining: number;
            version: number;
        };
        Draft: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            capacity: number;
            /**
             * Format: date-time
             * @description When its seats go on sale; with its publication where there is none
             */
            releaseAt?: string;
            version: number;
        };
        Offer: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            /** @enum {string} */
            offer: "open" | "full" | "not-open";
            remaining?: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            opensAt?: string;
            /** @enum {string} */
            because?: "SessionNotOpen" | "BookingClosed" | "TooFarAhead" | "OutsideBookingHours";
        };
        Appointment: {
            /** Format: uuid */
            appointmentId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            doctorId: string;
            /** Format: uuid */
            patientId: string;
            /** @enum {string} */
            status: "HELD" | "EXPIRED" | "PENDING_CONFIRM" | "BOOKED" | "REJECTED" | "CANCELLED" | "PROVIDER_CANCELLED" | "CHECKED_IN" | "FULFILLED" | "NO_SHOW" | "ENTERED_IN_ERROR";
            seat: components["schemas"]["Seat"];
            /** Format: date */
            visitOn: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            /** @description How often it was moved */
            sequence: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            heldUntil?: string;
            clinicRecord?: string;
            version: number;
        };
        Seat: {
            ticket: number;
            seatNo?: number;
        };
        ChangedSession: {
            /** Format: uuid */
            sessionId: string;
            /** @enum {string} */
            status: "PUBLISHED" | "RELEASED" | "SUSPENDED" | "CLOSED";
            version: number;
        };
        Nothing: Record<string, never>;
        Reasoned: {
            reason: string;
        };
        ChangedAppointment: {
            /** Format: uuid */
            appointmentId: string;
            /** Format: uuid */
            sessionId: string;
            /** @enum {string} */
            status: "HELD" | "EXPIRED" | "PENDING_CONFIRM" | "BOOKED" | "REJECTED" | "CANCELLED" | "PROVIDER_CANCELLED" | "CHECKED_IN" | "FULFILLED" | "NO_SHOW" | "ENTERED_IN_ERROR";
            seat: components["schemas"]["Seat"];
            version: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            heldUntil?: string;
        };
        WantedSeat: {
            /** Format: uuid */
            sessionId: string;
            /** Format: uuid */
            patientId: string;
        };
        ClinicRecord: {
            clinicRecord: string;
        };
        OtherSession: {
            /** Format: uuid */
            toSessionId: string;
            reason?: string;
        };
        MayBeReasoned: {
            reason?: string;
        };
        Benefits: {
            /** Format: uuid */
            patientId: string;
            /**
             * Format: uuid
             * @description The newest of the patient here; it keeps the membership
             */
            appointmentId: string;
            level?: {
                level: number;
                name: {
                    zh: string;
                    en: string;
                };
            };
            discountBasisPoints: number;
            privileges: {
                code: string;
                value: {
                    /** @enum {string} */
                    kind: "flag";
                    isOn: boolean;
                } | {
                    /** @enum {string} */
                    kind: "number";
                    number: number;
                } | {
                    /** @enum {string} */
                    kind: "rate";
                    /** @description Basis points */
                    rate: number;
                } | {
                    /** @enum {string} */
                    kind: "quota";
                    most: number;
                    everyDays: number;
                };
            }[];
        };
        Reconciliation: {
            /** @description Appointments here on these days, in every state */
            compared: number;
            differences: {
                /**
                 * @description `here` is this platform, `there` your list
                 * @enum {string}
                 */
                kind: "missing-here" | "missing-there" | "twice-here" | "twice-there" | "status" | "time" | "doctor" | "patient";
                here?: components["schemas"]["SeenAppointment"];
                there?: components["schemas"]["SeenAppointment"];
            }[];
        };
        SeenAppointment: {
            /** Format: uuid */
            appointmentId?: string;
            /** @description Your own reference */
            clinicRecord?: string;
            /** Format: uuid */
            patientId?: string;
            /** Format: uuid */
            doctorId?: string;
            /** @enum {string} */
            status: "HELD" | "EXPIRED" | "PENDING_CONFIRM" | "BOOKED" | "REJECTED" | "CANCELLED" | "PROVIDER_CANCELLED" | "CHECKED_IN" | "FULFILLED" | "NO_SHOW" | "ENTERED_IN_ERROR";
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
        };
        ClinicList: {
            /** Format: uuid */
            clinicId: string;
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description Included
             */
            until: string;
            appointments: components["schemas"]["ListedAppointment"][];
        };
        ListedAppointment: (components["schemas"]["SeenAppointment"] & {
            /** Format: date-time */
            startsAt?: string;
        }) | unknown | unknown;
        EscortQuote: {
            /** Format: uuid */
            quoteId: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            patientId: string;
            shifts: {
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                endsAt: string;
            }[];
            lines: components["schemas"]["PriceLine"][];
            /** @description Fen, 1/100 yuan */
            totalFen: number;
            /** @description Fen; one unit of the service */
            unitPriceFen: number;
            /** @description What a unit usually costs, both included, where that was published */
            reference?: {
                /** @description Fen, 1/100 yuan */
                lowestFen: number;
                /** @description Fen, 1/100 yuan */
                highestFen: number;
            };
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            validUntil: string;
            /** @description Of the text that the patient must have agreed to before the order */
            scopeConsentVersion: number;
        };
        PriceLine: {
            /** @description Such as service, night, overtime; new kinds may come */
            kind: string;
            quantity: number;
            /** @description Fen, 1/100 yuan */
            unitFen: number;
            /** @description Fen, 1/100 yuan */
            amountFen: number;
        };
        WantedVisit: {
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            patientId: string;
            /** @example escort-half-day */
            serviceCode: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** @enum {string} */
            escortGender?: "female" | "male";
        };
        EscortOrder: {
            /** Format: uuid */
            orderId: string;
            orderNo: string;
            /** Format: uuid */
            clinicId: string;
            /** Format: uuid */
            patientId: string;
            serviceCode: string;
            /** @enum {string} */
            status: "PENDING_PAYMENT" | "PAID" | "ASSIGNED" | "ACCEPTED" | "EN_ROUTE" | "ARRIVED" | "SERVING" | "ENDED" | "FINISHED" | "CANCELLED" | "NO_SHOW";
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endsAt: string;
            shifts: {
                no: number;
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                endsAt: string;
                /** @description Who comes, once somebody has accepted */
                escortName?: string;
            }[];
            lines: components["schemas"]["PriceLine"][];
            /** @description Fen, 1/100 yuan */
            totalFen: number;
            /** @description On account, without what was given back */
            paidFen: number;
            /** @description Still to be paid, after overtime or a longer visit */
            dueFen: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            departedAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            arrivedAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            endedAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            finishedAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            cancelledAt?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            noShowAt?: string;
            version: number;
        };
        ChangedEscortOrder: {
            /** Format: uuid */
            orderId: string;
            /** @enum {string} */
            status: "PENDING_PAYMENT" | "PAID" | "ASSIGNED" | "ACCEPTED" | "EN_ROUTE" | "ARRIVED" | "SERVING" | "ENDED" | "FINISHED" | "CANCELLED" | "NO_SHOW";
            version: number;
        };
        WantedEscortOrder: {
            /** Format: uuid */
            quoteId: string;
            consentedScopeVersion: number;
        };
        CancellationQuote: {
            /** Format: uuid */
            cancellationQuoteId: string;
            /** Format: uuid */
            orderId: string;
            rule: string;
            /** @description Owed no more */
            refundFen: number;
            /** @description Fen, 1/100 yuan */
            escortFen: number;
            /** @description Fen, 1/100 yuan */
            platformFen: number;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            expiresAt: string;
        };
        AcceptedCancellation: {
            /** Format: uuid */
            cancellationQuoteId: string;
            reason?: string;
        };
        Statement: {
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** @description Owed before these days; negative where it is owed to you */
            openingFen: number;
            /** @description Owed after them */
            closingFen: number;
            days: {
                /** Format: date */
                day: string;
                /** @description Fen, 1/100 yuan */
                chargedFen: number;
                /** @description Fen, 1/100 yuan */
                creditedFen: number;
                /** @description What you paid, without payments that were reversed: owed no more, beside creditedFen */
                settledFen: number;
                /** @description Fen, 1/100 yuan */
                closingFen: number;
            }[];
            items: {
                /** Format: uuid */
                lineId: string;
                /** @enum {string} */
                kind: "charge" | "refund" | "compensation";
                /** Format: uuid */
                orderId: string;
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                at: string;
                /** @description Positive is owed; what was given back is negative */
                amountFen: number;
            }[];
            /** @description Lines about your payments: opening, items and settlements of all pages add up to closing */
            settlements: {
                /** Format: uuid */
                lineId: string;
                /** Format: uuid */
                settlementId: string;
                /** @enum {string} */
                kind: "payment" | "reversal";
                /**
                 * Format: date
                 * @description The day on which our bank had it
                 */
                receivedOn: string;
                /** @description What the bank calls your transfer */
                bankReference: string;
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                at: string;
                /** @description What you paid is negative; what was booked wrongly and reversed is positive */
                amountFen: number;
            }[];
            nextCursor?: string;
        };
        WebhookEndpoint: {
            /** Format: uuid */
            endpointId: string;
            url: string;
            clinicIds: string[];
            /** @description Such as AppointmentBooked; of all types where there are none */
            eventTypes: string[];
            /** @enum {string} */
            state: "active" | "disabled";
            /**
             * @description Answered 410, only failed for seven days, or disabled by staff, who enable it
             * @enum {string}
             */
            disabledWhy?: "gone" | "failing" | "by-hand";
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            disabledAt?: string;
            /**
             * Format: date-time
             * @description Since when no attempt has succeeded
             */
            failingSince?: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            createdAt: string;
            version: number;
        };
        ChangedWebhookEndpoint: {
            /** Format: uuid */
            endpointId: string;
            version: number;
            /** @description whsec_… of Standard Webhooks; told this once, and not to a repeated request */
            secret?: string;
        };
        WantedWebhookEndpoint: {
            /** @description A public https address */
            url: string;
            clinicIds: string[];
            /** @description Such as AppointmentBooked; of all types where there are none */
            eventTypes?: string[];
        };
        TestedWebhookEndpoint: {
            /** Format: uuid */
            deliveryId: string;
            version: number;
        };
        WebhookDelivery: {
            /** Format: uuid */
            deliveryId: string;
            /**
             * Format: uuid
             * @description The webhook-id of every attempt, and the eventId of the feed
             */
            eventId: string;
            type: string;
            /**
             * @description Failed after ten attempts in about 76 hours, or by 410; may be replayed
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            /**
             * Format: date-time
             * @description When the next attempt is made, of one that is pending
             */
            dueAt: string;
            /**
             * Format: date-time
             * @description An instant, UTC
             */
            createdAt: string;
            /** @description The body of every attempt */
            body: string;
            attempts: {
                /**
                 * Format: date-time
                 * @description An instant, UTC
                 */
                at: string;
                tookMs: number;
                status?: number;
                /** @enum {string} */
                failure?: "address-refused" | "connection" | "timeout";
            }[];
        };
        ReplayedWebhookDelivery: {
            /** Format: uuid */
            deliveryId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    "events.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        /** @description Where to go on, also when there is nothing now */
                        nextCursor: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Clinic"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.departments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Department"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.doctors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Doctor"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.sessions": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.drafts": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Draft"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.availability": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                departmentId?: string;
                doctorId?: string;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Offer"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clinics.appointments": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                clinicId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Appointment"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.publish": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSession"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.suspend": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSession"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sessions.resume": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSession"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedSeat"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.submit": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicRecord"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.reject": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.reschedule": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherSession"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.cancel": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MayBeReasoned"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.check-in": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.complete": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointments.no-show": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedAppointment"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Benefits"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.benefits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Benefits"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reconciliations.compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicList"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-quotes.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedVisit"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscortQuote"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                clinicId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EscortOrder"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedEscortOrder"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedEscortOrder"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscortOrder"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.pay": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedEscortOrder"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.cancellation-quotes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationQuote"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "escort-orders.cancel": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptedCancellation"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedEscortOrder"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "statements.list": {
        parameters: {
            query: {
                from: string;
                /** @description Included */
                until: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-endpoints.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-endpoints.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedWebhookEndpoint"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedWebhookEndpoint"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-endpoints.delete": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedWebhookEndpoint"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-endpoints.rotate-secret": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedWebhookEndpoint"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-endpoints.test": {
        parameters: {
            query?: never;
            header: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
                /** @description The ETag of the version that was seen */
                "if-match": string;
            };
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    /** @description The version */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedWebhookEndpoint"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-deliveries.list": {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                endpointId: string;
                state?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor?: string;
                    };
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhook-deliveries.replay": {
        parameters: {
            query?: never;
            header?: {
                /** @description Made and kept by the client before it sends */
                "idempotency-key"?: string;
            };
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description What is left of the limit of this partner, and seconds until it is whole */
                    RateLimit: string;
                    "RateLimit-Policy": string;
                    "X-Request-Id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedWebhookDelivery"];
                };
            };
            /** @description A problem (RFC 9457); `type` is stable */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
